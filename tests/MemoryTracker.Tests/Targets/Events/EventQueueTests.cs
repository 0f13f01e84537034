using MemoryTracker.Procfs;
using MemoryTracker.Targets.Events;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Targets.Events;

public class EventQueueTests
{
    [Fact]
    public void What_waits_is_added_once_and_in_order()
    {
        EventQueue queue = new();
        queue.Add([Event(1), Event(2)]);
        queue.Add([Event(3)]);
        List<ProcessEvent> told = [Event(0)];

        Assert.True(queue.Take(told));
        Assert.True(queue.Take(told));
        Assert.Equal([0, 1, 2, 3], told.Select(one => one.Pid));
    }

    [Fact]
    public void What_finds_no_room_is_counted_and_told_once()
    {
        EventQueue queue = new();
        queue.Add([.. Enumerable.Range(0, EventQueue.Capacity - 1).Select(Event)]);
        queue.Add([Event(-1), Event(-2), Event(-3)]);
        List<ProcessEvent> told = [];

        Assert.False(queue.Take(told));
        Assert.Equal((EventQueue.Capacity, -1), (told.Count, told[^1].Pid));
        Assert.Equal(2, queue.Lost);
        Assert.True(queue.Take(told));
    }

    [Fact]
    public void What_the_kernel_lost_is_told_once()
    {
        EventQueue queue = new();
        queue.AddLoss();

        Assert.False(queue.Take([]));
        Assert.True(queue.Take([]));
        Assert.Equal(1, queue.Lost);
    }

    [Fact]
    public void Taking_allocates_nothing_once_there_was_room()
    {
        EventQueue queue = new();
        List<ProcessEvent> told = [];
        ProcessEvent[] some = [.. Enumerable.Range(0, 1000).Select(Event)];
        queue.Add(some);
        _ = queue.Take(told);
        told.Clear();
        queue.Add(some);

        Assert.Equal(0, Allocations.Of(() => _ = queue.Take(told)));
        Assert.Equal(1000, told.Count);
    }

    private static ProcessEvent Event(int pid) => new(ProcessEventKind.Forked, pid, 1, 0, default(CommandName), null, null, null);
}
