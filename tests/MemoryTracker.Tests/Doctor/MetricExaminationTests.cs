using MemoryTracker.Doctor;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Doctor;

public class MetricExaminationTests
{
    [Fact]
    public void Every_metric_is_told_of_and_of_our_own_process_every_one_is_readable() =>
        Assert.Equal(Metric.All.Select(metric => (metric.Name, true)), Examine(Environment.ProcessId, ProcRoot.Default).Select(metric => (metric.Name, metric.Readable)));

    [Fact]
    public void What_cannot_be_read_says_why_and_what_would_help()
    {
        Dictionary<string, DoctorDocument.MetricFacts> metrics = Examine(ProcTree.HostileName, ProcTree.Root).ToDictionary(metric => metric.Name);

        Assert.Equal(
            new("pss", "pss_bytes", "smaps_rollup", false, "No such file or directory", "it takes Linux 4.14 with CONFIG_PROC_PAGE_MONITOR"), metrics["pss"]);
        Assert.Equal(
            new("read_bytes", "read_bytes", "io", false, "No such file or directory", "it takes Linux with CONFIG_TASK_IO_ACCOUNTING"), metrics["read_bytes"]);
        Assert.Equal(new("rss", "rss_bytes", "status", true, null, null), metrics["rss"]);
        Assert.False(metrics["cpu"].Readable, "no process has that number, so it has no CPU clock");
    }

    [Fact]
    public void Lines_that_an_old_kernel_lacks_are_no_metrics_there()
    {
        using Scratch scratch = new();
        foreach (string folder in new[] { $"{ProcTree.HostileName}", "self" })
        {
            scratch.Write($"{folder}/stat", File.ReadAllText($"{ProcTree.Root.Folder(ProcTree.HostileName)}/stat"));
            scratch.Write($"{folder}/status", "Name:\tx\nTgid:\t5000002\nVmRSS:\t4 kB\nVmData:\t4 kB\nThreads:\t1\n");
        }

        IReadOnlyList<DoctorDocument.MetricFacts> metrics = Examine(ProcTree.HostileName, new ProcRoot(scratch.Folder));

        Assert.Contains(new("anon", "anon_bytes", "status", false, "this kernel's /proc/PID/status does not tell", "a newer kernel tells"), metrics);
        Assert.Contains(new("data", "data_bytes", "status", true, null, null), metrics);
    }

    [Fact]
    public void Of_a_process_that_is_refused_nothing_is_readable()
    {
        IReadOnlyList<DoctorDocument.MetricFacts> metrics = MetricExamination.Refused("it is a thread");

        Assert.Equal(Metric.All.Length, metrics.Count);
        Assert.All(metrics, metric => Assert.Equal((false, "it is a thread"), (metric.Readable, metric.Why)));
    }

    [Fact]
    public void A_process_that_ends_meanwhile_is_refused_and_not_called_open()
    {
        using Child child = Child.Sleeping();
        using AttachedProcess target = AttachedProcess.Attach(child.Pid, ProcRoot.Default);
        child.End();

        Assert.Contains("ended", Assert.Throws<TargetException>(() => MetricExamination.Examine(target, ProcRoot.Default)).Message, StringComparison.Ordinal);
        Assert.Null(Rehearsal.Hold(target, ProcRoot.Default));
    }

    private static IReadOnlyList<DoctorDocument.MetricFacts> Examine(int pid, ProcRoot root)
    {
        using AttachedProcess target = AttachedProcess.Attach(pid, root);
        return MetricExamination.Examine(target, root);
    }
}
