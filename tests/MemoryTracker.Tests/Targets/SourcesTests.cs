using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Targets;

/// <summary>What is read beside RSS and CPU, and only when somebody asks.</summary>
public class SourcesTests
{
    private static readonly RawSource[] None = [];

    [Fact]
    public void Nothing_that_nobody_asked_for_is_read()
    {
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.Python, ProcTree.Root);
        target.Open(MetricSet.Default.Sources, 0.01);

        Assert.True(target.TryRead(out Reading reading));

        Assert.Null(reading.Memory.Anon);
        Assert.Equal((null, null, null), (reading.Stat, reading.Io, reading.Smaps));
        Assert.Equal((null, null, null, null), (reading.Switches, reading.Descriptors, reading.OomScore, target.Smaps));
    }

    [Fact]
    public void A_captured_process_is_read_from_its_files()
    {
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.Python, ProcTree.Root);
        target.Open([RawSource.Memory, RawSource.Stat, RawSource.Io, RawSource.SmapsRollup, RawSource.OomScore, RawSource.Tasks], 0.01);

        Assert.True(target.TryRead(out Reading reading));

        Assert.Empty(target.Unreadable);
        Assert.Equal(15252 * 1024, reading.Memory.Anon);
        Assert.Equal(4997, reading.Stat?.MinorFaults);
        Assert.Equal(123_457, reading.Io?.WrittenChars);
        Assert.Equal(21846 * 1024, reading.Smaps?.Pss);
        Assert.Equal(667, reading.OomScore);
        Assert.Equal((1, 1), (reading.Processes, target.Smaps?.Count));
        Assert.InRange(target.Smaps!.Value.Time, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Assert.Equal(0, target.FailedReads);

        // Both threads, not the first alone.
        ContextSwitches[] threads = [.. new[] { ProcTree.Python, ProcTree.Thread }.Select(
            thread => ContextSwitches.Parse(ProcTree.Read(ProcTree.Python, $"task/{thread}/status"))!.Value)];
        Assert.Equal(threads[0] + threads[1], reading.Switches);
    }

    [Fact]
    public void What_is_missing_is_told_and_the_rest_is_read()
    {
        const int NoSuchFile = 2;
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.HostileName, ProcTree.Root);
        target.Open([RawSource.Io, RawSource.SmapsRollup, RawSource.OomScore, RawSource.Descriptors, RawSource.Stat], 0.01);

        Assert.True(target.TryRead(out Reading reading));

        Assert.Equal(
            [.. new[] { RawSource.Io, RawSource.OomScore, RawSource.Descriptors, RawSource.SmapsRollup }.Select(source => new UnreadableSource(source, NoSuchFile, ProcTree.HostileName))],
            target.Unreadable);
        Assert.NotNull(reading.Stat);
        Assert.Equal((null, null, null, null), (reading.Io, reading.Smaps, reading.OomScore, reading.Descriptors));
        Assert.Equal(0, target.FailedReads);
        Assert.Null(target.Smaps);
    }

    [Fact]
    public void This_process_has_everything()
    {
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        target.Open(RawSource.All, 1);

        Assert.True(target.TryRead(out Reading reading));

        Assert.Empty(target.Unreadable);
        Assert.InRange(reading.Smaps!.Value.Pss!.Value, 1, reading.Smaps.Value.Rss!.Value);
        Assert.InRange(reading.Smaps.Value.Uss!.Value, 1, reading.Smaps.Value.Pss.Value);
        Assert.InRange(reading.Memory.Threads!.Value, 2, 1000);
        Assert.InRange(reading.Descriptors!.Value, 3, 1_000_000);
        Assert.InRange(reading.Switches!.Value.Voluntary, 1, long.MaxValue);
        Assert.InRange(reading.Stat!.Value.MinorFaults, 1, long.MaxValue);
        Assert.InRange(reading.Io!.Value.ReadChars!.Value, 1, long.MaxValue);
        Assert.InRange(reading.OomScore!.Value, 0, 2000);
    }

    [Fact]
    public void Page_tables_are_not_read_again_before_the_last_time_is_paid_for()
    {
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        target.Open([RawSource.SmapsRollup], 1e-9);
        Assert.True(target.TryRead(out Reading first));

        Assert.True(target.TryRead(out Reading second));

        Assert.NotNull(first.Smaps);
        Assert.Null(second.Smaps);
        Assert.Equal((1, 0), (target.Smaps?.Count, target.FailedReads));
    }

    [Fact]
    public void A_process_whose_first_thread_has_exited_has_its_memory_read_through_a_living_one()
    {
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.LeaderExited, ProcTree.Root);
        target.Open([RawSource.Memory, RawSource.Tasks], 0.01);
        ProcMemory living = ProcMemory.Parse(ProcTree.Read(ProcTree.LeaderExited, $"task/{ProcTree.LivingTask}/status"));

        Assert.True(target.TryRead(out Reading reading));

        Assert.NotNull(living.Anon);
        Assert.Equal(living.Anon, reading.Memory.Anon);
        Assert.NotNull(reading.Switches);
    }

    [Fact]
    public void Descriptors_that_could_not_be_listed_once_are_told_and_tried_again()
    {
        const int LinkLoop = 40;
        using Scratch scratch = new();
        string living = Directory.CreateDirectory(scratch.File("task/2/fd")).FullName;
        Directory.CreateDirectory(scratch.File("fd"));
        using ChosenFiles files = new(1, ProcFolder.TryOpen(scratch.Folder, out _)!, [RawSource.Descriptors], new ReadBudget(1), new SeenThreads());
        Directory.Delete(living);
        File.CreateSymbolicLink(living, living);
        Reading failed = default;
        files.ReadState(ref failed, livingTask: 2);
        File.Delete(living);
        Directory.CreateDirectory(living);
        Reading again = default;
        files.ReadState(ref again, livingTask: 2);

        Assert.Empty(files.Unreadable);
        Assert.Equal((1, new UnreadableSource(RawSource.Descriptors, LinkLoop, 1)), (files.FailedReads, files.FirstFailure));
        Assert.Null(failed.Descriptors);
        Assert.NotNull(again.Descriptors);
    }

    [Fact]
    public void A_zombie_still_tells_what_only_grows_and_nothing_else()
    {
        using Child parent = Child.Heartless(out int pid);
        using AttachedProcess target = AttachedProcess.Attach(pid, ProcRoot.Default);
        target.Open(RawSource.All, 1);
        Assert.True(target.TryRead(out Reading alive));
        _ = LibC.Kill(pid, LibC.KillSignal);
        Child.UntilState(pid, 'Z');

        Assert.False(target.TryRead(out Reading reading));

        Assert.InRange(reading.Stat!.Value.MinorFaults, alive.Stat!.Value.MinorFaults, long.MaxValue);
        Assert.InRange(reading.Switches!.Value.Voluntary, alive.Switches!.Value.Voluntary, long.MaxValue);
        Assert.Equal((null, null, null, null, null), (reading.Descriptors, reading.OomScore, reading.Smaps, reading.Memory.Threads, reading.Processes));
    }

    [Fact]
    public void A_process_that_has_ended_tells_nothing()
    {
        using Child child = Child.Sleeping();
        using AttachedProcess target = AttachedProcess.Attach(child.Pid, ProcRoot.Default);
        target.Open(RawSource.All, 1);
        child.End();

        Assert.False(target.TryRead(out Reading reading));

        Assert.Equal((null, null, null, null), (reading.Stat, reading.Io, reading.Switches, reading.Processes));
    }

    [Fact]
    public void Opening_anew_replaces_what_was_open()
    {
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.Python, ProcTree.Root);
        target.Open(RawSource.All, 1);
        target.Open(None, 1);

        Assert.True(target.TryRead(out Reading reading));

        Assert.Null(reading.Io);
        Assert.Empty(target.Unreadable);
    }
}
