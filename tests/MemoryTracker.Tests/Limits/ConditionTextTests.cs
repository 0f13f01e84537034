using MemoryTracker.Limits;
using MemoryTracker.Metrics;

namespace MemoryTracker.Tests.Limits;

public class ConditionTextTests
{
    [Fact]
    public void Words_are_taken_one_by_one()
    {
        ConditionText condition = new(" Phase  \t'a b' peak_rss<=p99.9 ");

        Assert.False(condition.TryTake("phas"));
        Assert.True(condition.TryTake("phase"));
        Assert.Equal("a b", condition.Quoted("a name"));
        Assert.Equal("peak_rss", condition.Word());
        Assert.Equal("<=", condition.Relation().Sign);
        Assert.Equal(0.999, condition.TryPercentile()!.Value, 12);
        Assert.True(condition.IsOver);
        Assert.Equal("", condition.Word());
        condition.End();
    }

    [Theory]
    [InlineData("<", "<", 1)]
    [InlineData("<=", "<=", 2)]
    [InlineData("> =", ">", 1)]
    [InlineData(">=1", ">=", 2)]
    public void The_longest_sign_counts(string text, string sign, int at)
    {
        ConditionText condition = new(text);

        Assert.Equal(sign, condition.Relation().Sign);
        Assert.Equal(at, text.Length - condition.Whole[at..].Length);
    }

    [Theory]
    [InlineData("<", 5, 5, false)]
    [InlineData("<", 4, 5, true)]
    [InlineData("<=", 5, 5, true)]
    [InlineData("<=", 6, 5, false)]
    [InlineData(">", 5, 5, false)]
    [InlineData(">", 6, 5, true)]
    [InlineData(">=", 5, 5, true)]
    [InlineData(">=", 4, 5, false)]
    [InlineData("<", double.NaN, 5, false)]
    [InlineData(">=", double.NaN, 5, false)]
    [InlineData("<=", 5, double.NaN, false)]
    public void What_is_unknown_holds_in_no_relation(string sign, double figure, double bound, bool holds) =>
        Assert.Equal(holds, Relation.All.Single(relation => relation.Sign == sign).Holds(figure, bound));

    [Theory]
    [InlineData("1.2 GB", Unit.Bytes, 1.2e9, 6)]
    [InlineData("2GiB for 5s", Unit.Bytes, 2147483648.0, 4)]
    [InlineData("2 for 5s", Unit.Bytes, 2, 1)]
    [InlineData("5 s", Unit.Seconds, 5, 3)]
    [InlineData("150 % then", Unit.Percent, 150, 5)]
    [InlineData("8 x", Unit.Count, 8, 1)]
    public void A_figure_goes_as_far_as_its_unit(string text, Unit unit, double figure, int length)
    {
        ConditionText condition = new(text);

        Assert.Equal(figure, condition.Quantity(unit));
        Assert.Equal(text[length..].TrimStart(), text[condition.At..]);
    }

    [Theory]
    [InlineData("p0", 0)]
    [InlineData("p50", 0.5)]
    [InlineData("P99", 0.99)]
    [InlineData("p100", 1)]
    public void A_percentile_is_a_share(string text, double share) => Assert.Equal(share, new ConditionText(text).TryPercentile());

    [Theory]
    [InlineData("")]
    [InlineData("p")]
    [InlineData("pss")]
    [InlineData("p9x")]
    [InlineData("p9_")]
    [InlineData("p9.9.9")]
    [InlineData("p.")]
    [InlineData("q99")]
    public void What_is_no_percentile_is_left_where_it_is(string text)
    {
        ConditionText condition = new(text);

        Assert.Null(condition.TryPercentile());
        Assert.Equal(0, condition.At);
    }

    [Theory]
    [InlineData("110% of a.csv", 1.1, "a.csv")]
    [InlineData("99.5 %of 'b c.csv' ", 0.995, "b c.csv")]
    [InlineData("110% OF a % of b.csv  ", 1.1, "a % of b.csv")]
    [InlineData("100% of \"it's\"", 1, "it's")]
    public void A_share_is_of_what_stands_behind_it(string text, double share, string file)
    {
        ConditionText condition = new(text);

        Assert.Equal(share, condition.TryShare()!.Value, 12);
        Assert.Equal(file, condition.Rest("a file"));
        Assert.True(condition.IsOver);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("150%")]
    [InlineData("150% off a.csv")]
    [InlineData("x% of a.csv")]
    [InlineData("5MiB of 3% of a.csv")]
    public void What_is_no_share_is_left_where_it_is(string text)
    {
        ConditionText condition = new(text);

        Assert.Null(condition.TryShare());
        Assert.Equal(0, condition.At);
    }

    [Fact]
    public void The_caret_stands_below_the_place_also_when_the_text_is_hostile()
    {
        ConditionText condition = new("a\n\e[2J b");
        condition.Word();

        ConditionException error = condition.Wrong("this is wrong");

        Assert.Equal(3, error.At - "".Length + 1);
        Assert.Equal("this is wrong\n  a\ufffd\ufffd[2J b\n    ^", error.Message);
    }

    [Fact]
    public void Whatever_stands_there_is_either_understood_or_told_to_be_wrong_within_it()
    {
        Random random = new(4711);
        string[] parts = ["phase", "\"load\"", "'", "\"", "peak_rss", "rss", "cpu", "mean", "p99", "p999", "total", "rate", "read_bytes", "<", "<=", ">", "=", "5", "MiB", "%", "of", "/min", "1.2GB", " ", "\n", "\e", "\ud800", "漢", ".", "-", "µs", "duration", "a.csv"];
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => parts[random.Next(parts.Length)] + (random.Next(2) == 0 ? " " : "")));
            try
            {
                Assert.Equal(text.Trim(), Assertion.Parse(text).Text);
            }
            catch (ConditionException error)
            {
                Assert.InRange(error.At, 0, text.Trim().Length);
                Assert.EndsWith("^", error.Message, StringComparison.Ordinal);
            }
        }
    }
}
