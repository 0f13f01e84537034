using System.Globalization;
using System.Text;
using MemoryTracker.Procfs;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>/proc/PID/status, of which several parts are read by readers of their own.</summary>
internal static class StatusTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        ProcStatus whole = ProcStatus.Parse(input);
        ProcStatus tick = ProcStatus.ParseTick(input);
        Invariant.Holds((whole.Name, whole.Rss, whole.HighWater) == (tick.Name, tick.Rss, tick.HighWater));
        Invariant.IsAmount(whole.Rss);
        Invariant.IsAmount(whole.HighWater);
        Invariant.IsAmount(whole.ThreadGroup);
        Invariant.IsAmount(whole.User);
        Check(ProcMemory.Parse(input));
        if (ContextSwitches.Parse(input) is { } switches)
            Invariant.Holds(switches is { Voluntary: >= 0, Involuntary: >= 0 });
        _ = ProcStatus.IgnoresChildren(input);
        _ = Capabilities.Parse(input)?.Has(Capability.SysPtrace);
        CheckWritten(whole);
    }

    private static void Check(ProcMemory memory)
    {
        Invariant.IsAmount(memory.Anon);
        Invariant.IsAmount(memory.File);
        Invariant.IsAmount(memory.Shmem);
        Invariant.IsAmount(memory.Swap);
        Invariant.IsAmount(memory.Size);
        Invariant.IsAmount(memory.Data);
        Invariant.IsAmount(memory.HugeTlb);
        Invariant.IsAmount(memory.Threads);
    }

    /// <summary>Written as the kernel writes it, it is read as the same: no name forges a line.</summary>
    private static void CheckWritten(ProcStatus status)
    {
        List<byte> text = [.. "Name:\t"u8];
        foreach (byte letter in status.Name.Raw)
            text.AddRange(letter switch { (byte)'\n' => "\\n"u8, (byte)'\\' => "\\\\"u8, _ => [letter] });
        Add(text, "\nTgid:\t", status.ThreadGroup, "");
        Add(text, "\nVmHWM:\t", status.HighWater / 1024, " kB");
        Add(text, "\nVmRSS:\t", status.Rss / 1024, " kB");
        text.Add((byte)'\n');
        ProcStatus again = ProcStatus.Parse(text.ToArray());
        Invariant.Holds((status.Name, status.Rss, status.HighWater, status.ThreadGroup) == (again.Name, again.Rss, again.HighWater, again.ThreadGroup));
    }

    private static void Add(List<byte> text, string key, long? figure, string unit)
    {
        if (figure is not null)
            text.AddRange(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}{figure,8}{unit}")));
    }
}
