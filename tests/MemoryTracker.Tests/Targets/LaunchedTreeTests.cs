using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Targets.Finding;
using MemoryTracker.Tests.Harness;
using MemoryTracker.Tests.Targets.Events;
using Child = MemoryTracker.Tests.Harness.Child;
using Errno = MemoryTracker.Linux.Errno;
using LibC = MemoryTracker.Linux.LibC;

namespace MemoryTracker.Tests.Targets;

/// <summary>A launched command with all that it starts: nobody's end is missed, and nothing that anybody used is lost.</summary>
[Collection(nameof(Alone))]
public sealed class LaunchedTreeTests : IDisposable
{
    private static readonly Dictionary<string, string> NoVariables = [];
    private static readonly SetOptions Tree = new() { IncludesChildren = true };

    public void Dispose() => _ = LibC.ProcessControl(LibC.AdoptOrphans, 0, 0, 0, 0);

    [Fact]
    public void An_orphan_is_waited_for_and_what_it_used_stays_in_the_total()
    {
        const string Busy = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; exit 7";
        using ProcessSet set = Launch($"( sh -c '{Busy}' & ); exec sleep 1000", out LaunchedCommand command);
        using LaunchedCommand launched = command;
        try
        {
            Reading total = default;
            long before = 0;
            Patience.Until(
                () =>
                {
                    Assert.True(set.TryRead(out total));
                    Assert.True(total.CpuTime >= before, "CPU time fell");
                    before = total.CpuTime!.Value;
                    return set.Largest.Any(process => process.Exit == new ExitStatus(7, null));
                },
                "the orphan has ended");

            ProcessRecord orphan = set.Largest.Single(process => process.Exit == new ExitStatus(7, null));
            Assert.False(orphan.IsAlive);
            Assert.True(total.CpuTime >= orphan.CpuTime, "what it used is missing");
            Assert.False(Directory.Exists($"/proc/{orphan.Id.Pid}"));
        }
        finally
        {
            Kill(command);
        }
    }

    [Fact]
    public void Who_comes_and_goes_between_two_samples_is_told_of_with_its_end()
    {
        using (EventScript.Listen())
        {
        }

        using Scratch scratch = new();
        using ProcessSet set = Launch($"for i in 1 2 3 4 5; do sh -c \"exit 4$i\"; done; echo > {scratch.File("done")}; exec sleep 1000", out LaunchedCommand command);
        using LaunchedCommand launched = command;
        try
        {
            Patience.Until(() => File.Exists(scratch.File("done")), "all children have ended");
            Patience.Until(() => set.TryRead(out _) && set.Largest.Count(process => process.Exit?.Code > 40) == 5, "their ends are told");

            Assert.Equal(6, set.Count);
            Assert.True(set.SeesEveryProcess);
            Assert.Equal([41, 42, 43, 44, 45], set.Largest.Where(process => process.Exit is not null).OrderBy(process => process.FirstAt).Select(process => process.Exit!.Value.Code));
            Assert.All(set.Largest.Where(process => process.Exit is not null), process => Assert.Equal((command.Pid, false), (process.Parent, process.IsAlive)));
        }
        finally
        {
            Kill(command);
        }
    }

    [Fact]
    public void A_command_that_cannot_be_started_leaves_nothing_open()
    {
        Assert.Throws<LaunchException>(() => Launch(["/no/such/program"], out _));
        int before = Directory.GetFiles("/proc/self/fd").Length;
        for (int i = 0; i < 5; i++)
            Assert.Throws<LaunchException>(() => Launch(["/no/such/program"], out _));

        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length - before, int.MinValue, 4);
    }

    [Fact]
    public void A_command_that_is_killed_says_by_what()
    {
        using ProcessSet set = Launch("kill -KILL $$", out LaunchedCommand command);
        using LaunchedCommand launched = command;
        Patience.Until(() => !set.TryRead(out _), "it has ended");

        Assert.Equal("SIGKILL", set.End!.Value.SignalName);
        Assert.Equal(new ExitStatus(null, LibC.KillSignal), Assert.Single(set.Largest).Exit);
        Assert.Equal(SignalOutcome.Failure(command.Pid, Errno.NoSuchProcess), set.Send(LibC.NoSignal));
    }

    [Fact]
    public void Every_peak_is_known_of_those_that_come_later_too()
    {
        using Scratch scratch = new();
        using ProcessSet set = Launch($"while [ ! -e {scratch.File("go")} ]; do sleep 0.01; done; exec sleep 1000", out LaunchedCommand command);
        using LaunchedCommand launched = command;
        try
        {
            Assert.True(set.TryKnowEveryPeak());
            Assert.True(set.KnowsEveryPeak);
            scratch.Write("go", "");
            Reading total = default;
            Patience.Until(() => set.TryRead(out total) && total is { Processes: 1, IsMarkFresh: true } && total.Command.ToString() == "sleep", "one process is left, and its mark is fresh");

            Assert.InRange(total.HighWater!.Value, 1, 50 << 20);
        }
        finally
        {
            Kill(command);
        }
    }

    [Fact]
    public void What_the_command_used_before_its_first_sample_counts()
    {
        using ProcessSet set = Launch("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; exec sleep 1000", out LaunchedCommand command);
        using LaunchedCommand launched = command;
        try
        {
            Patience.Until(() => File.ReadAllText($"/proc/{command.Pid}/comm") == "sleep\n", "its work is done");
            LastCpu first = new();
            using Recorder recorder = new(set, new RecordingOptions { Interval = TimeSpan.FromHours(1), Metrics = MetricSet.DefaultOfSet }, first);
            recorder.Stop();
            Assert.Equal(EndReason.Stopped, recorder.Run().Reason);

            Assert.InRange(first.CpuTime!.Value, TimeSpan.FromMilliseconds(5), Patience.Limit);
            Assert.InRange(first.Elapsed, first.CpuTime.Value, Patience.Limit);
        }
        finally
        {
            Kill(command);
        }
    }

    [Fact]
    public void A_signal_goes_to_those_with_which_the_set_begins()
    {
        using Child one = Child.Sleeping().UntilNamed("sleep");
        using Child other = Child.Sleeping().UntilNamed("sleep");
        using ProcessSet set = ProcessSet.Attach([one.Pid, other.Pid], new SetOptions(), ProcRoot.Default);
        Assert.True(set.TryRead(out _));

        Assert.Equal(new SignalOutcome(2, other.Pid, 0, 0), set.Send(LibC.NoSignal));
        Assert.Equal(one.Pid, set.LivingPid);
        one.End();
        Assert.True(set.TryRead(out _));

        Assert.Equal(new SignalOutcome(1, other.Pid, 0, 0), set.Send(LibC.NoSignal));
        Assert.Equal(other.Pid, set.LivingPid);
    }

    [Fact]
    public void Of_those_that_were_found_by_a_pattern_some_may_have_ended_and_of_those_that_were_named_none()
    {
        using Child living = Child.Sleeping().UntilNamed("sleep");
        using Child ended = Child.Sleeping();
        ended.End();
        SetOptions found = new() { Pattern = ProcessPattern.OfName("sleep"), TakesAll = false };

        using ProcessSet set = ProcessSet.Attach([ended.Pid, living.Pid], found, ProcRoot.Default);
        Assert.Equal(living.Pid, set.Id.Pid);
        Assert.Throws<TargetException>(() => ProcessSet.Attach([living.Pid, ended.Pid], new SetOptions(), ProcRoot.Default));
        Assert.Throws<TargetException>(() => ProcessSet.Attach([ended.Pid], found, ProcRoot.Default));
    }

    [Fact]
    public void All_that_match_come_in_as_they_appear()
    {
        string name = $"match{Environment.ProcessId % 10_000}";
        using PythonTree first = new($"rename(b'{name}'); tell(1)");
        using ProcessSet set = ProcessSet.Attach([first.Pid], new SetOptions { Pattern = ProcessPattern.OfName(name), TakesAll = true }, ProcRoot.Default);
        Assert.True(set.TryRead(out _));

        using PythonTree second = new($"rename(b'{name}'); tell(1)");
        Patience.Until(() => set.TryRead(out Reading total) && total.Processes == 2, "the second one is found");

        Assert.Equal([first.Pid, second.Pid], set.Living.Select(member => member.Pid));
        Assert.Equal(0, set.Restarts);
        first.End();
        Assert.True(set.TryRead(out _), "one that came later is one with which the recording ends, too");
    }

    [Fact]
    public void What_page_tables_tell_is_of_all_or_of_nobody()
    {
        using PythonTree python = new("tell(fork())");
        using ProcessSet set = ProcessSet.Attach([python.Pid, python.Told[0]], new SetOptions(), ProcRoot.Default);
        set.Open([RawSource.SmapsRollup, RawSource.Io, RawSource.Tasks, RawSource.Descriptors, RawSource.OomScore], 0.000001);
        Assert.True(set.TryRead(out Reading first));
        Assert.Equal(set.Living.Sum(member => member.Reading.Smaps?.Pss), first.Smaps?.Pss);
        Assert.InRange(first.Smaps!.Value.Pss!.Value, 1, first.Smaps.Value.Rss!.Value - 1);
        Assert.True(set.TryRead(out Reading second));

        Assert.Null(second.Smaps);
        Assert.Equal(1, set.Smaps!.Value.Count);
        Assert.Equal(set.Living.Sum(member => member.Reading.Descriptors), second.Descriptors);
        Assert.Equal(set.Living.Max(member => member.Reading.OomScore), second.OomScore);
    }

    private static ProcessSet Launch(string script, out LaunchedCommand command) => Launch(["sh", "-c", script], out command);

    private static ProcessSet Launch(string[] argv, out LaunchedCommand command)
    {
        ProcessSet set = ProcessSet.Launch(argv, NoVariables, Tree, ProcRoot.Default, out command);
        set.Open(MetricSet.DefaultOfSet.Sources, 0);
        return set;
    }

    private static void Kill(LaunchedCommand command)
    {
        command.Send(LibC.KillSignal);
        _ = command.Wait();
    }

    private sealed class LastCpu : ISampleSink
    {
        public TimeSpan? CpuTime { get; private set; }

        public TimeSpan Elapsed { get; private set; }

        public void Add(Sample sample) => (CpuTime, Elapsed) = (sample.CpuTime, sample.Elapsed);
    }
}
