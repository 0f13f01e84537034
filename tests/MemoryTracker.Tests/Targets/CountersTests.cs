using MemoryTracker.Procfs;
using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Targets;

public class CountersTests
{
    private static readonly Counters Some = new()
    {
        Cpu = 100,
        UserTicks = 4,
        SystemTicks = 3,
        MinorFaults = 50,
        MajorFaults = 2,
        Io = new ProcIo { ReadBytes = 10, WriteBytes = 20, ReadChars = 30, WrittenChars = 40 },
        VoluntarySwitches = 7,
        InvoluntarySwitches = 8,
    };

    [Fact]
    public void What_is_added_and_taken_away_again_leaves_what_there_was() => Assert.Equal(Some, Some + Some - Some);

    [Fact]
    public void Nothing_used_is_0() => Assert.Equal(Counters.Zero, Some - Some);

    [Fact]
    public void What_is_unknown_of_one_is_unknown_of_both()
    {
        Counters sum = Some + (Some with { Cpu = null, MajorFaults = null, Io = Some.Io with { ReadBytes = null } });

        Assert.Equal((null, 8L, null, null, 40L), (sum.Cpu, sum.UserTicks, sum.MajorFaults, sum.Io.ReadBytes, sum.Io.WriteBytes));
    }

    [Fact]
    public void What_was_known_before_stands_for_what_is_unknown_now() => Assert.Equal(Some, default(Counters).Or(Some));

    [Fact]
    public void A_counter_never_falls_and_what_is_unknown_stays_it()
    {
        Counters now = Some with { Cpu = 99, UserTicks = 5, MinorFaults = null };

        Assert.Equal(Some with { UserTicks = 5, MinorFaults = null }, now.AtLeast(Some));
    }

    [Fact]
    public void A_parent_that_counts_with_its_children_gets_all_but_context_switches() =>
        Assert.Equal(Counters.Zero with { VoluntarySwitches = 7, InvoluntarySwitches = 8 }, Some.NotPassedOn(withChildren: true));

    [Fact]
    public void One_that_counts_without_them_gets_their_bytes_all_the_same() => Assert.Equal(Some with { Io = Counters.Zero.Io }, Some.NotPassedOn(withChildren: false));

    [Fact]
    public void A_reading_counts_with_what_came_from_children_or_without_it()
    {
        ProcStat stat = ProcStat.Parse("7 (a) S 1 7 7 0 -1 4194304 50 500 2 20 4 3 40 30 20 0 1 0 99 "u8)!.Value;
        Reading reading = new() { CpuTime = 100, Stat = stat };

        Counters alone = Counters.Of(reading, withChildren: false);
        Counters together = Counters.Of(reading, withChildren: true);

        Assert.Equal((100L, 4L, 3L, 50L, 2L), (alone.Cpu, alone.UserTicks, alone.SystemTicks, alone.MinorFaults, alone.MajorFaults));
        Assert.Equal((700_000_100L, 44L, 33L, 550L, 22L), (together.Cpu, together.UserTicks, together.SystemTicks, together.MinorFaults, together.MajorFaults));
    }

    [Fact]
    public void A_total_is_read_out_of_a_reading_as_it_was_put_in()
    {
        Reading reading = default;
        Some.PutInto(ref reading);

        Assert.Equal(Some, Counters.Of(reading, withChildren: false));
    }
}
