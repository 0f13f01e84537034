namespace MemoryTracker.Procfs;

/// <summary>How often a thread went off its CPU since it started (the last lines of its status, fs/proc/array.c).</summary>
/// <param name="Voluntary">Because it had to wait for something.</param>
/// <param name="Involuntary">Because its time was over or another thread was more urgent.</param>
internal readonly record struct ContextSwitches(long Voluntary, long Involuntary)
{
    /// <summary>Reads the status of one thread; null when it does not tell both.</summary>
    public static ContextSwitches? Parse(ReadOnlySpan<byte> text)
    {
        long? voluntary = null;
        long? involuntary = null;
        // The two last lines of some fifty: the rest is not looked at. No name forges the key, in it a newline is escaped.
        ProcLines lines = new(text[Math.Max(0, text.IndexOf("\nvoluntary_ctxt_switches:"u8))..]);
        while (lines.MoveNext())
        {
            if (lines.Key.SequenceEqual("voluntary_ctxt_switches"u8))
                voluntary = ProcNumber.Whole(lines.Value);
            else if (lines.Key.SequenceEqual("nonvoluntary_ctxt_switches"u8))
                involuntary = ProcNumber.Whole(lines.Value);
        }

        return voluntary is { } waits && involuntary is { } pushes ? new ContextSwitches(waits, pushes) : null;
    }

    public static ContextSwitches operator +(ContextSwitches left, ContextSwitches right) =>
        new(left.Voluntary + right.Voluntary, left.Involuntary + right.Involuntary);
}
