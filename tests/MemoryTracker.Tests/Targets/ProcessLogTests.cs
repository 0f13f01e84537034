using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Targets;

public class ProcessLogTests
{
    private readonly ProcessLog _log = new();

    [Fact]
    public void The_largest_come_first_and_those_of_which_nothing_is_known_last()
    {
        Add(1, 10);
        Add(2, null);
        Add(3, 30);
        Add(4, 20);

        Assert.Equal([3, 4, 1, 2], _log.Largest.Select(record => record.Id.Pid));
    }

    [Fact]
    public void A_number_that_is_used_again_is_another_process()
    {
        ProcessRecord former = Add(7, 10);
        former.IsAlive = false;
        Assert.Null(_log.LivingOf(7));
        ProcessRecord later = Add(7, 20);

        Assert.Same(later, _log.Of(7));
        Assert.Equal([later, former], _log.Largest);
        Assert.Equal(2, _log.Count);
    }

    [Fact]
    public void Of_a_million_only_the_largest_are_kept_and_all_are_counted()
    {
        for (int i = 0; i < 1_000_000; i++)
        {
            ProcessRecord record = Add(1 + (i % 30_000), i * 31L % 1_000_003);
            record.IsAlive = false;
            record.LastAt = i;
            if (i % 1000 == 0)
                _log.Sweep(i);
        }

        IReadOnlyList<ProcessRecord> largest = _log.Largest;
        Assert.Equal(1_000_000, _log.Count);
        Assert.Equal(ProcessLog.Capacity, largest.Count);
        Assert.Equal(Enumerable.Range(0, 1_000_000).Select(i => i * 31L % 1_000_003).OrderDescending().Take(ProcessLog.Capacity), largest.Select(record => record.PeakRss!.Value));
    }

    [Fact]
    public void One_that_lives_is_never_let_go()
    {
        ProcessRecord small = Add(1, 0);
        for (int i = 2; i < 10_000; i++)
            Add(i, i).IsAlive = false;
        _log.Sweep(long.MaxValue);

        Assert.Same(small, _log.LivingOf(1));
    }

    [Fact]
    public void News_of_one_that_has_just_ended_still_find_it()
    {
        ProcessRecord record = Add(1, 0);
        (record.IsAlive, record.LastAt) = (false, 100);
        _log.Sweep(before: 100);
        Assert.Same(record, _log.Of(1));
        _log.Sweep(before: 101);
        Assert.Null(_log.Of(1));
        Assert.Single(_log.Largest);
    }

    private ProcessRecord Add(int pid, long? peak)
    {
        ProcessRecord record = new() { Id = new ProcessId(pid, (ulong)_log.Count), FirstAt = _log.Count };
        record.RaisePeak(peak);
        _log.Add(record);
        return record;
    }
}
