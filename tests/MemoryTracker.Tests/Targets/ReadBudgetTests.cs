using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Targets;

public class ReadBudgetTests
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1000 * Millisecond;

    [Fact]
    public void The_first_reading_is_always_made() => Assert.True(new ReadBudget(0.000001).Allows(0));

    [Theory]
    [InlineData(499, false)]
    [InlineData(500, true)]
    public void The_next_one_when_the_time_since_has_paid_for_the_last(int milliseconds, bool allowed)
    {
        ReadBudget budget = new(0.01);
        budget.Spend(-500 * Millisecond, -495 * Millisecond);
        budget.Spend(1000 * Millisecond, 1005 * Millisecond);

        Assert.Equal(allowed, budget.Allows((1000 + milliseconds) * Millisecond));
    }

    [Fact]
    public void A_long_wait_saves_up_nothing_for_many_readings_at_once()
    {
        ReadBudget budget = new(0.01);
        budget.Spend(0, Millisecond);
        budget.Spend(3600 * Second, (3600 * Second) + (100 * Millisecond));

        Assert.False(budget.Allows(3609 * Second));
        Assert.True(budget.Allows(3610 * Second));
    }

    [Theory]
    [InlineData(0.01, 5_000_000, 10_000_000)]
    [InlineData(0.01, 50_000_000, 10_000_000)]
    [InlineData(0.01, 30_000, 1_000_000)]
    [InlineData(0.1, 50_000_000, 1_000_000_000)]
    [InlineData(1, 5_000_000, 1_000_000)]
    public void The_share_holds_over_the_whole_recording(double share, long cost, long interval)
    {
        ReadBudget budget = new(share);
        long spent = 0;
        long reads = 0;
        long now = 0;
        for (; now < 100 * Second; now += interval)
        {
            if (!budget.Allows(now))
                continue;
            budget.Spend(now, now + cost);
            spent += cost;
            reads++;
            Assert.True(reads == 1 || spent <= (share * now) + 1, $"{spent} of {now} ns");
            now += cost;
        }

        Assert.InRange(reads * cost, Math.Min(share * now, now * (double)cost / (cost + interval)) * 0.8, double.MaxValue);
    }

    [Fact]
    public void One_slow_reading_is_paid_for_like_any_other()
    {
        ReadBudget budget = new(0.01);
        budget.Spend(0, 20 * Millisecond);

        Assert.False(budget.Allows(3 * Second));
        Assert.True(budget.Allows(4 * Second));
    }

    [Fact]
    public void Of_a_round_all_readings_are_made_or_none_and_together_they_count_as_one()
    {
        ReadBudget budget = new(0.01);
        budget.BeginRound(0);
        Assert.True(budget.Allows(0));
        budget.Spend(0, 2 * Millisecond);
        Assert.True(budget.Allows(5 * Millisecond));
        budget.Spend(5 * Millisecond, 8 * Millisecond);
        Assert.True(budget.EndRound());

        Assert.Equal(5 * Millisecond, budget.Spent);
        budget.BeginRound(999 * Millisecond);
        Assert.False(budget.Allows(999 * Millisecond));
        // The time that passes within a round changes nothing.
        Assert.False(budget.Allows(1001 * Millisecond));
        Assert.False(budget.EndRound());
        budget.BeginRound(1001 * Millisecond);
        Assert.True(budget.EndRound());
    }
}
