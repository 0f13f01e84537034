namespace MemoryTracker.Procfs;

/// <summary>What the files of a process are read into, of one or of many that are read one after another.</summary>
/// <param name="Status">For its status, which is looked at once more after other files have been read.</param>
/// <param name="Others">For all others, each of which is parsed at once.</param>
internal sealed record ProcBuffers(ProcBuffer Status, ProcBuffer Others)
{
    /// <summary>New ones.</summary>
    public ProcBuffers()
        : this(new ProcBuffer(), new ProcBuffer())
    {
    }
}
