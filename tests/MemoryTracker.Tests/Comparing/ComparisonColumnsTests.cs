using MemoryTracker.Comparing;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Comparing;

public class ComparisonColumnsTests
{
    [Theory]
    [InlineData(0.0, "(flat out)")]
    [InlineData(0.25, "250 ms")]
    public void Intervals(double seconds, string told) => Assert.Equal(told, ComparisonColumns.Interval(seconds));

    [Fact]
    public void An_unknown_interval_is_not_flat_out() => Assert.Equal(ComparisonColumns.Percent(double.NaN), ComparisonColumns.Interval(null));

    [Theory]
    [InlineData(3, Unit.Percent, "+3.0 points")]
    [InlineData(-3, Unit.Percent, "-3.0 points")]
    [InlineData(0, Unit.Percent, "0.0 points")]
    [InlineData(-1024, Unit.Bytes, "-1.00 KiB")]
    [InlineData(0.5, Unit.Seconds, "+500 ms")]
    public void A_difference_has_its_sign(double difference, Unit unit, string told) => Assert.Equal(told, ComparisonColumns.Difference(difference, unit));

    [Theory]
    [InlineData(0.04, "0.0 %")]
    [InlineData(-0.04, "0.0 %")]
    [InlineData(0.05, "+0.1 %")]
    [InlineData(-12.34, "-12.3 %")]
    [InlineData(999.94, "+999.9 %")]
    [InlineData(12_345.6, "+12,346 %")]
    public void A_share_has_as_many_decimals_as_tell_something(double percent, string told) => Assert.Equal(told, ComparisonColumns.Percent(percent));

    [Theory]
    [InlineData(0.00005, "p < 0.0001")]
    [InlineData(0.0004, "p = 0.0004")]
    [InlineData(0.0454, "p = 0.045")]
    [InlineData(1, "p = 1.000")]
    public void A_probability(double p, string told) => Assert.Equal(told, ComparisonColumns.Probability(p));

    [Fact]
    public void What_is_unknown_has_no_difference_in_any_unit()
    {
        Assert.Equal(ComparisonColumns.Percent(double.NaN), ComparisonColumns.Difference(double.NaN, Unit.Percent));
        Assert.Equal(ComparisonColumns.Percent(double.NaN), ComparisonColumns.Difference(double.NaN, Unit.Bytes));
        Assert.DoesNotContain('0', ComparisonColumns.Percent(double.NaN));
    }

    [Theory]
    [InlineData(2, "Too few: too few repeats to tell a difference from noise; with as many p is never below 0.33, whatever the figures are.")]
    [InlineData(3, "Too few: too few repeats to tell a difference from noise; with as many p is never below 0.1, whatever the figures are.")]
    public void So_few_repeats_tell_nothing_and_the_note_says_why(int repeats, string note) =>
        Assert.Contains(note, ComparisonColumns.Notes(Compared.Repeats(repeats)));

    [Fact]
    public void Enough_repeats_have_the_note_of_the_test_and_no_other()
    {
        string[] notes = [.. ComparisonColumns.Notes(Compared.Repeats(4))];

        Assert.Contains(notes, note => note.StartsWith("Differs: ", StringComparison.Ordinal) && note.Contains("(exact)", StringComparison.Ordinal));
        Assert.DoesNotContain(notes, note => note.StartsWith("Too few", StringComparison.Ordinal));
        Assert.Contains(
            ComparisonColumns.Notes(Compared.Repeats(11)), note => note.Contains("by the normal distribution", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_more_than_two_the_first_is_named_from_which_differences_are()
    {
        Comparison three = Compared.Singly(Compared.Ordinary("a.csv"), Compared.Ordinary("b.csv"), Compared.Ordinary("c.csv"));

        Assert.Contains("Differences are from a.csv.", ComparisonColumns.Notes(three));
        Assert.Contains("Differences are from <a.csv>.", ComparisonColumns.Notes(three, name => $"<{name}>"));
        Assert.DoesNotContain(ComparisonColumns.Notes(Compared.Singly(Compared.Ordinary("a.csv"), Compared.Ordinary("b.csv"))), note => note.StartsWith("Differences", StringComparison.Ordinal));
    }
}
