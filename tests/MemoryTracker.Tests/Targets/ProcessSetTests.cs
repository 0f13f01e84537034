using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Targets.Finding;
using MemoryTracker.Tests.Harness;
using Child = MemoryTracker.Tests.Harness.Child;

namespace MemoryTracker.Tests.Targets;

/// <summary>Alone, because a launched tree makes us the parent of every orphan, others' tests' included.</summary>
[Collection(nameof(Alone))]
public sealed class ProcessSetTests : IDisposable
{
    private static readonly SetOptions Tree = new() { IncludesChildren = true };

    public void Dispose() => _ = MemoryTracker.Linux.LibC.ProcessControl(MemoryTracker.Linux.LibC.AdoptOrphans, 0, 0, 0, 0);

    [Fact]
    public void A_tree_is_the_sum_of_its_processes()
    {
        using PythonTree python = new("import threading; children = [fork(lambda: (fork(), wait())), fork()]; tell(*children)");
        using ProcessSet set = ProcessSet.Attach([python.Pid], Tree, ProcRoot.Default);
        Reading total = Read(set, processes: 4);

        Assert.Equal(set.Living.Sum(member => member.Reading.Rss), total.Rss);
        Assert.Equal([python.Pid, .. python.Told], set.Living.Select(member => member.Pid).Take(3));
        Assert.Equal([0, 1, 2, 3], set.Living.Select(member => member.Ordinal));
        Assert.Equal(4, set.Count);
    }

    [Fact]
    public void Without_children_it_is_those_that_were_asked_for()
    {
        using PythonTree python = new("tell(fork(lambda: (fork(), wait())))");
        using ProcessSet set = ProcessSet.Attach([python.Pid, python.Told[0]], new SetOptions(), ProcRoot.Default);

        Assert.True(set.TryRead(out Reading total));
        Assert.Equal(2, total.Processes);
        Assert.Equal([python.Pid, python.Told[0]], set.Living.Select(member => member.Pid));
    }

    [Fact]
    public void Parents_are_read_before_their_children_and_the_first_is_the_one_asked_for_first()
    {
        using PythonTree python = new("import time; time.sleep(0.05); tell(fork())");
        using ProcessSet set = ProcessSet.Attach([python.Told[0], python.Pid], new SetOptions(), ProcRoot.Default);
        Assert.True(set.TryRead(out _));

        Assert.Equal([python.Pid, python.Told[0]], set.Living.Select(member => member.Pid));
        Assert.Equal(python.Told[0], set.Id.Pid);
    }

    [Fact]
    public void It_is_over_when_all_that_were_asked_for_have_ended()
    {
        using Child one = Child.Sleeping().UntilNamed("sleep");
        using Child other = Child.Sleeping().UntilNamed("sleep");
        using ProcessSet set = ProcessSet.Attach([one.Pid, other.Pid], new SetOptions(), ProcRoot.Default);

        one.End();
        Assert.True(set.TryRead(out Reading total));
        Assert.Equal(1, total.Processes);
        other.End();
        Assert.False(set.TryRead(out total));

        Assert.Equal((null, null), (total.Rss, total.Processes));
        Assert.True(set.IsOver());
    }

    [Fact]
    public void What_an_ended_process_used_stays_in_the_total()
    {
        using Child sleeping = Child.Sleeping().UntilNamed("sleep");
        using PythonTree busy = new("import time\nwhile time.process_time() < 0.3: pass\ntell(1)");
        using ProcessSet set = ProcessSet.Attach([sleeping.Pid, busy.Pid], new SetOptions(), ProcRoot.Default);
        set.Open([RawSource.Io], 0.01);
        Assert.True(set.TryRead(out Reading before));
        // What it had used before it was recorded is none of the recording.
        Assert.InRange(before.CpuTime!.Value, 0, 200_000_000);
        busy.End();
        Assert.True(set.TryRead(out Reading after));

        Assert.True(after.CpuTime >= before.CpuTime, "CPU time fell");
        Assert.True(after.Io!.Value.ReadChars >= before.Io!.Value.ReadChars, "bytes fell");
    }

    [Fact]
    public void A_launched_command_counts_from_its_start_and_tells_its_end()
    {
        using ProcessSet set = ProcessSet.Launch(["/usr/bin/python3", "-c", "x = bytearray(50 << 20); exit(3)"], new Dictionary<string, string>(), Tree, ProcRoot.Default, out LaunchedCommand command);
        using LaunchedCommand launched = command;
        Assert.Equal(0, set.Start!.Value.CpuTime);

        Reading last = default;
        Patience.Until(() => !set.TryRead(out last), "the command has ended");

        Assert.Equal(3, set.End!.Value.ExitCode);
        Assert.InRange(last.CpuTime!.Value, 1_000_000, 60_000_000_000);
        Assert.InRange(Assert.Single(set.Largest).PeakRss!.Value, 50 << 20, 100 << 20);
        Assert.Equal(new ExitStatus(3, null), set.Largest[0].Exit);
    }

    [Fact]
    public void A_recorder_below_what_it_records_is_no_part_of_it()
    {
        // The test itself stands for the recorder: it is a child of whoever started it.
        int parent = ProcStat.Parse(ProcFile.ReadOnce("/proc/self/stat"))!.Value.Parent;
        using ProcessSet set = ProcessSet.Attach([parent], Tree, ProcRoot.Default);

        Assert.True(set.TryRead(out _));
        Assert.DoesNotContain(Environment.ProcessId, set.Living.Select(member => member.Pid));
    }

    [Fact]
    public void What_follows_is_a_restart()
    {
        string name = $"follow{Environment.ProcessId % 10_000}";
        using PythonTree first = new($"rename(b'{name}'); tell(1)");
        SetOptions follows = new() { Follows = true, Pattern = ProcessPattern.OfName(name) };
        using ProcessSet set = ProcessSet.Attach([first.Pid], follows, ProcRoot.Default);
        Assert.True(set.TryRead(out _));
        first.End();
        Assert.True(set.TryRead(out Reading gap));
        Assert.Equal((0L, null), (gap.Processes, gap.Rss));

        using PythonTree second = new($"rename(b'{name}'); tell(1)");
        Patience.Until(() => set.TryRead(out Reading total) && total.Processes == 1, "the next one is found");

        Assert.Equal(1, set.Restarts);
        Assert.Equal($"restart 1: {name} (PID {second.Pid})", Assert.Single(set.RestartLog.TakeNew()).Name);
        Assert.Empty(set.RestartLog.TakeNew());
    }

    [Fact]
    public void Its_rows_are_those_of_the_processes_that_live()
    {
        using Child one = Child.Sleeping().UntilNamed("sleep");
        using Child other = Child.Sleeping().UntilNamed("sleep");
        using ProcessSet set = ProcessSet.Attach([one.Pid, other.Pid], new SetOptions(), ProcRoot.Default);
        ProcessRows rows = new(TimeSpan.FromMilliseconds(4), MetricSet.Default);
        Assert.True(set.TryRead(out _));
        rows.Fill(set.Living);
        Assert.Equal([one.Pid, other.Pid], rows.Rows.Select(row => row.Pid));
        Assert.All(rows.Rows, row => Assert.InRange(row[Metric.Rss], 1, 1 << 30));

        one.End();
        Assert.True(set.TryRead(out _));
        rows.Fill(set.Living);
        Assert.Equal((other.Pid, 1), (Assert.Single(rows.Rows).Pid, rows.Rows[0].Ordinal));
    }

    private static Reading Read(ProcessSet set, int processes)
    {
        Reading total = default;
        Patience.Until(() => set.TryRead(out total) && total.Processes == processes, $"there are {processes} processes");
        return total;
    }
}
