using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Metrics;

public class UnknownMetricsTests
{
    [Fact]
    public void Where_everything_can_be_read_nothing_is_told() =>
        Assert.Empty(Explain(MetricSet.All, Environment.ProcessId, ProcRoot.Default));

    [Fact]
    public void Files_that_this_kernel_lacks_are_told_in_one_line() => Assert.Equal(
        "pss, uss, smaps_rss, read_bytes of process 5000002 cannot be read and stay empty: /proc/5000002/io and /proc/5000002/smaps_rollup: "
            + "No such file or directory; it takes Linux with CONFIG_TASK_IO_ACCOUNTING and Linux 4.14 with CONFIG_PROC_PAGE_MONITOR",
        Assert.Single(Explain(new MetricSet(Metric.Rss, Metric.Pss, Metric.Uss, Metric.ReadBytes), ProcTree.HostileName, ProcTree.Root)));

    [Fact]
    public void Lines_that_this_kernel_lacks_are_told_by_its_own_files()
    {
        using Scratch scratch = new();
        foreach (string folder in new[] { $"{ProcTree.HostileName}", "self" })
        {
            scratch.Write($"{folder}/stat", File.ReadAllText($"{ProcTree.Root.Folder(ProcTree.HostileName)}/stat"));
            scratch.Write($"{folder}/status", "Name:\tx\nTgid:\t5000002\nVmRSS:\t4 kB\nVmData:\t4 kB\nThreads:\t1\n");
            scratch.Write($"{folder}/smaps_rollup", "Rss: 8 kB\nPss: 4 kB\n");
        }

        Assert.Equal(
            [
                "anon, hugetlb stay empty: this kernel's /proc/PID/status does not tell; a newer one does",
                "lazyfree stays empty: this kernel's /proc/PID/smaps_rollup does not tell; a newer one does",
            ],
            Explain(
                new MetricSet(Metric.Anon, Metric.HugeTlb, Metric.Data, Metric.Threads, Metric.Pss, Metric.LazyFree, Metric.Cpu),
                ProcTree.HostileName,
                new ProcRoot(scratch.Folder)));
    }

    [Theory]
    [InlineData(Errno.AccessDenied, "record as the process's owner or as root")]
    [InlineData(Errno.NotPermitted, "record as the process's owner or as root")]
    [InlineData(Errno.NoSuchFile, "it takes Linux with CONFIG_TASK_IO_ACCOUNTING")]
    [InlineData(Errno.InputOutput, "the others are recorded")]
    public void What_would_help_depends_on_the_error(int error, string help) => Assert.Equal(help, UnknownMetrics.Help(error, [RawSource.Io, RawSource.Io]));

    [Fact]
    public void As_long_as_nothing_has_failed_there_is_nothing_to_explain()
    {
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        target.Open(MetricSet.All.Sources, 0.01);
        Assert.True(target.TryRead(out _));

        Assert.Null(UnknownMetrics.ExplainFailure(target));
    }

    private static string[] Explain(MetricSet metrics, int pid, ProcRoot root)
    {
        using AttachedProcess target = AttachedProcess.Attach(pid, root);
        target.Open(metrics.Sources, 0.01);
        return [.. UnknownMetrics.Explain(metrics, target, root)];
    }
}
