using MemoryTracker.Limits;
using MemoryTracker.Markers;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Limits;

public sealed class LimitDeedsTests : IDisposable
{
    private const double MiB = 1 << 20;

    private readonly AttachedProcess _self = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
    private readonly List<string> _notices = [];
    private readonly MarkerLog _markers = Marks.Log();

    public void Dispose() => _self.Dispose();

    [Fact]
    public void Each_crossing_is_a_marker_and_told_at_most_once_a_second()
    {
        LimitWatch watch = Watch(new LimitActions { Warns = true });
        using LimitDeeds deeds = new(watch, new LimitActions { Warns = true }, waits: true, _notices.Add);
        foreach (double at in (double[])[12.3, 12.4, 12.5, 12.6, 14])
        {
            watch.Add(Samples.At(at, rss: 2.1 * 1024 * MiB));
            watch.Add(Samples.At(at + 0.05, rss: 1));
        }

        deeds.Do(_markers);

        Assert.Equal([12.3, 12.4, 12.5, 12.6, 14], _markers.Markers.Select(marker => marker.At.TotalSeconds));
        Assert.All(_markers.Markers, marker => Assert.Equal("limit: rss > 2GiB", marker.Label));
        Assert.Equal(
            ["limit 'rss > 2GiB' crossed at 0:12.30: 2.10 GiB", "limit 'rss > 2GiB' crossed at 0:14.00: 2.10 GiB (and 3 times just before)"], _notices);
    }

    [Fact]
    public void Who_asks_for_markers_only_is_told_nothing()
    {
        LimitWatch watch = Watch(new LimitActions());
        using LimitDeeds deeds = new(watch, new LimitActions(), waits: true, _notices.Add);
        watch.Add(Samples.At(1, rss: 3000 * MiB));
        deeds.Do(_markers);

        Assert.Single(_markers.Markers);
        Assert.Empty(_notices);
    }

    [Fact]
    public void What_is_done_to_the_process_and_the_recording_is_told()
    {
        LimitActions actions = new() { Signal = 15, StopsRecording = true };
        using Child child = Child.Sleeping().UntilNamed("sleep");
        using AttachedProcess target = AttachedProcess.Attach(child.Pid, ProcRoot.Default);
        LimitWatch watch = new([Limit.Parse("rss > 2GiB")], actions, TimeSpan.Zero, target, () => { });
        using LimitDeeds deeds = new(watch, actions, waits: true, _notices.Add);
        watch.Add(Samples.At(1, rss: 3 * 1024 * MiB));
        Patience.Until(() => !Directory.Exists($"/proc/{child.Pid}"), "it has ended");
        watch.Add(Samples.At(2, rss: 1));
        watch.Add(Samples.At(3, rss: 3 * 1024 * MiB));
        deeds.Do(_markers);

        Assert.Equal(
            [
                $"limit 'rss > 2GiB' crossed at 0:01.00: 3.00 GiB; SIGTERM was sent to process {child.Pid}; the recording ends",
                $"limit 'rss > 2GiB' crossed at 0:03.00: 3.00 GiB; SIGTERM could not be sent to process {child.Pid}: it has ended; the recording ends",
            ],
            _notices);
    }

    [Fact]
    public void A_command_is_told_what_happened_and_is_not_started_again_while_it_runs()
    {
        using Scratch scratch = new();
        string told = scratch.File("told");
        LimitActions actions = new()
        {
            Commands = [$"echo \"$MEMORY_TRACKER_LIMIT,$MEMORY_TRACKER_METRIC,$MEMORY_TRACKER_VALUE,$MEMORY_TRACKER_BOUND,$MEMORY_TRACKER_ELAPSED_S,$MEMORY_TRACKER_PID\" >>{told}; while [ ! -e {told}.go ]; do sleep 0.01; done"],
        };
        LimitWatch watch = Watch(actions);
        using LimitDeeds deeds = new(watch, actions, waits: true, _notices.Add);
        Cross(1);
        Cross(2);
        Cross(3);
        File.WriteAllText(told + ".go", "");
        Patience.Until(() => { deeds.Do(_markers); return HasNoChildLeft(); }, "the command has ended and been waited for");
        Cross(4);
        Patience.Until(() => { deeds.Do(_markers); return HasNoChildLeft(); }, "the second one has, too");

        Assert.Equal([$"rss > 2GiB,rss,3221225472,2147483648,1,{Environment.ProcessId}", $"rss > 2GiB,rss,3221225472,2147483648,4,{Environment.ProcessId}"], File.ReadAllLines(told));
        Assert.Equal(["the command of limit 'rss > 2GiB' still runs, and is not started again until it has ended"], _notices);

        void Cross(int second)
        {
            watch.Add(Samples.At(second, rss: 3 * 1024 * MiB));
            watch.Add(Samples.At(second + 0.5, rss: 1));
            deeds.Do(_markers);
            Patience.Until(() => File.Exists(told), "it has told");
        }

        // Other tests have children of their own: those of this session's leaders that are ours.
        bool HasNoChildLeft() => !Directory.EnumerateDirectories("/proc").Any(folder => int.TryParse(Path.GetFileName(folder), out int pid)
            && ProcFile.ReadOnce($"{folder}/stat") is { } text && ProcStat.Parse(text) is { } stat && stat.Parent == Environment.ProcessId && stat.Session == pid && SideCommand.Owns(pid, SideCommand.Moves) == true);
    }

    private LimitWatch Watch(LimitActions actions) => new([Limit.Parse("rss > 2GiB")], actions, TimeSpan.Zero, _self, () => { });
}
