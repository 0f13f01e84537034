using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;
using LibC = MemoryTracker.Linux.LibC;

namespace MemoryTracker.Tests.Recordings;

/// <summary>What the document tells of a launched command and of several processes.</summary>
[Collection(nameof(Alone))]
public sealed class SetDocumentTests : IDisposable
{
    private static readonly RecordingOptions Options = new() { Interval = TimeSpan.FromMilliseconds(250), Metrics = MetricSet.DefaultOfSet };

    public void Dispose() => _ = LibC.ProcessControl(LibC.AdoptOrphans, 0, 0, 0, 0);

    [Fact]
    public void A_launched_tree_has_its_arguments_its_processes_and_its_end()
    {
        string[] argv = ["sh", "-c", "sh -c 'exit 3'; exit 5"];
        using ProcessSet set = ProcessSet.Launch(argv, new Dictionary<string, string>(), new SetOptions { IncludesChildren = true }, ProcRoot.Default, out LaunchedCommand command);
        using LaunchedCommand launched = command;
        set.Open(Options.Metrics.Sources, 0);
        RecordingDocument begun = DocumentMaker.Begin(set, Options, ProcRoot.Default);
        Assert.Equal(("tree", argv), (begun.Scope, begun.Target.Argv));
        Assert.NotNull(begun.EveryProcessSeen);
        Assert.Null(begun.DurationS);

        Patience.Until(() => !set.TryRead(out _), "it has ended");
        OomVerdict verdict = new(false, "killed by nobody");
        RecordingDocument document = (Finished.OfNothing().Document with { Scope = begun.Scope }).WithProcesses(set, set.Start!.Value.At).WithCommandEnd(set.End!.Value, verdict);

        Assert.Equal((5, null, "killed by nobody"), (document.End!.ExitCode, document.End.SignalKilled, document.End.Oom));
        Assert.Equal(set.End.Value.UserCpu.TotalSeconds, document.End.Wait4!.UserS);
        Assert.Equal((set.Count - document.Processes!.Count, 0L), (document.ProcessesNotListed, document.Restarts));
        RecordingDocument.ProcessFacts shell = document.Processes.Single(process => process.Pid == command.Pid);
        Assert.Equal((null, "sh", 5, null, false), (shell.Parent, shell.Command, shell.ExitCode, shell.Signal, shell.Alive));
        Assert.Equal(0, shell.FirstS);
        Assert.InRange(shell.LastS, 0.000001, 60);
        Assert.InRange(shell.CpuSeconds!.Value, 0, 60);
    }

    [Fact]
    public void Several_processes_are_no_tree_and_tell_how_each_stands()
    {
        using Child one = Child.Sleeping().UntilNamed("sleep");
        using Child other = Child.Sleeping().UntilNamed("sleep");
        using ProcessSet set = ProcessSet.Attach([one.Pid, other.Pid], new SetOptions(), ProcRoot.Default);
        set.Open(Options.Metrics.Sources, 0);
        Assert.True(set.TryRead(out Reading first));
        other.End();
        Assert.True(set.TryRead(out _));

        RecordingDocument begun = DocumentMaker.Begin(set, Options with { Duration = TimeSpan.FromSeconds(9) }, ProcRoot.Default);
        Assert.Equal(("processes", null, 9.0, null), (begun.Scope, begun.EveryProcessSeen, begun.DurationS, begun.SmapsBudgetPercent));
        Assert.Equal(["sleep", "1000"], begun.Target.Argv);

        RecordingDocument.ProcessFacts[] facts = [.. begun.WithProcesses(set, first.At).Processes!.OrderBy(process => process.Pid == other.Pid)];
        Assert.Equal([(one.Pid, true), (other.Pid, false)], facts.Select(process => (process.Pid, process.Alive)));
        Assert.All(facts, process => Assert.InRange(process.PeakRssBytes!.Value, 1, 50 << 20));
        Assert.All(facts, process => Assert.NotNull(process.StartTicks));
        // How it ended only its parent knows, which is not the recorder of a process that ran already.
        Assert.Null(facts[1].ExitCode ?? facts[1].Signal?.Length);
    }

    [Fact]
    public void One_of_its_own_asks_for_what_the_page_tables_tell()
    {
        using AttachedProcess self = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);

        RecordingDocument document = DocumentMaker.Begin(self, Options with { Metrics = new MetricSet(Metric.Pss), SmapsBudget = 0.02 }, ProcRoot.Default);

        Assert.Equal((RecordingDocument.OneProcess, 2.0), (document.Scope, document.SmapsBudgetPercent));
        Assert.InRange(document.MemoryLimit!.Bytes, 1, document.Host!.MemoryBytes!.Value);
        Assert.Equal(document.MemoryLimit.Bytes < document.Host.MemoryBytes ? "cgroup" : "machine", document.MemoryLimit.Source);
    }
}
