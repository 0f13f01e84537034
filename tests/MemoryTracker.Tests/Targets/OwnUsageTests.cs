using System.Diagnostics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Targets;

public class OwnUsageTests
{
    [Fact]
    public void Our_own_cost_is_what_the_framework_says_it_is()
    {
        using Process self = Process.GetCurrentProcess();

        TimeSpan before = self.TotalProcessorTime;
        OwnUsage usage = OwnUsage.Read(ProcRoot.Default);
        self.Refresh();

        // The framework counts in ticks of 10 ms, rounded down.
        Assert.InRange(usage.CpuTime, before - TimeSpan.FromMilliseconds(20), self.TotalProcessorTime + TimeSpan.FromMilliseconds(40));
        Assert.InRange(usage.RssBytes!.Value, self.WorkingSet64 * 0.5, self.WorkingSet64 * 2.0);
    }

    [Fact]
    public void Where_proc_says_nothing_our_memory_is_unknown()
    {
        using Scratch scratch = new();

        Assert.Null(OwnUsage.Read(new ProcRoot(scratch.Folder)).RssBytes);
    }
}
