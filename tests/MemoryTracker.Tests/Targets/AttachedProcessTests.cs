using System.Diagnostics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Targets;

public class AttachedProcessTests
{
    [Fact]
    public void This_process_is_read_as_it_is()
    {
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        using Process self = Process.GetCurrentProcess();

        Assert.True(target.TryRead(out Reading reading));

        Assert.Equal(new ProcessId(Environment.ProcessId, StartTicksOf(Environment.ProcessId)), target.Id);
        Assert.Equal(File.ReadAllText("/proc/self/comm").TrimEnd(), reading.Command.ToString());
        Assert.InRange(reading.Rss!.Value, self.WorkingSet64 * 0.5, self.WorkingSet64 * 2.0);
        Assert.InRange(reading.HighWater!.Value, self.WorkingSet64 * 0.5, self.PeakWorkingSet64 * 2.0);
        Assert.InRange(reading.CpuTime!.Value, 1, self.TotalProcessorTime.TotalNanoseconds + 1e9);
        Assert.Equal(0, target.FailedReads);
    }

    [Fact]
    public void CPU_time_grows_by_what_is_used_and_no_more_than_all_cores_could()
    {
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        Assert.True(target.TryRead(out Reading before));

        Spin(TimeSpan.FromMilliseconds(50));

        Assert.True(target.TryRead(out Reading now));
        Assert.InRange(now.At - before.At, 50e6, 60e9);
        Assert.InRange((now.CpuTime - before.CpuTime)!.Value, 1e6, (now.At - before.At) * (double)Environment.ProcessorCount * 1.01);
    }

    [Fact]
    public void Memory_that_is_touched_is_seen()
    {
        const int Size = 64 << 20;
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        Assert.True(target.TryRead(out Reading before));

        byte[] memory = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
        Array.Fill(memory, (byte)1);

        Assert.True(target.TryRead(out Reading now));
        GC.KeepAlive(memory);
        Assert.InRange((now.Rss - before.Rss)!.Value, Size / 2, Size * 3L);
    }

    [Fact]
    public void A_child_that_sleeps_uses_no_CPU()
    {
        using Child child = Child.Sleeping();
        using AttachedProcess target = AttachedProcess.Attach(child.UntilNamed("sleep").Pid, ProcRoot.Default);
        Child.UntilState(child.Pid, 'S');
        Assert.True(target.TryRead(out Reading before));

        Assert.True(target.TryRead(out Reading now));

        Assert.Equal("sleep", now.Command.ToString());
        Assert.Equal(before.CpuTime, now.CpuTime);
        Assert.InRange(now.Rss!.Value, 64 << 10, 16 << 20);
    }

    [Fact]
    public void Reading_again_allocates_nothing()
    {
        using Child child = Child.Sleeping();
        using AttachedProcess target = AttachedProcess.Attach(child.UntilNamed("sleep").Pid, ProcRoot.Default);
        Assert.True(target.TryRead(out _));

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
                _ = target.TryRead(out _);
        }));
    }

    [Fact]
    public void A_child_that_has_ended_is_seen_to_have_and_nothing_is_told_of_it()
    {
        using Child child = Child.Sleeping();
        using AttachedProcess target = AttachedProcess.Attach(child.Pid, ProcRoot.Default);
        child.End();

        Assert.False(target.TryRead(out Reading reading));

        Assert.Null(reading.Rss);
        Assert.Null(reading.HighWater);
        Assert.Null(reading.CpuTime);
        Assert.Equal(0, target.FailedReads);
    }

    [Fact]
    public void A_zombie_has_ended_but_still_tells_its_CPU_time()
    {
        using Child parent = Child.Heartless(out int pid);
        using AttachedProcess target = AttachedProcess.Attach(pid, ProcRoot.Default);
        Assert.True(target.TryRead(out Reading alive));
        _ = LibC.Kill(pid, LibC.KillSignal);
        Child.UntilState(pid, 'Z');

        Assert.False(target.TryRead(out Reading reading));

        Assert.Null(reading.Rss);
        Assert.InRange(reading.CpuTime!.Value, alive.CpuTime!.Value, long.MaxValue);
    }

    private static ulong StartTicksOf(int pid) => ProcStat.Parse(File.ReadAllBytes($"/proc/{pid}/stat"))!.Value.StartTicks;

    private static void Spin(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
        }
    }
}
