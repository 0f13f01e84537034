using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;
using MemoryTracker.Statistics.Growth;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Reports;

public class GrowthSentenceTests
{
    private const double MiB = 1 << 20;

    private static readonly RecordingDocument.TrendFacts Leak = new(0.03 * MiB, 0.025 * MiB, 0.035 * MiB, 9);

    private static readonly RecordingDocument.GrowthFacts Growing = new("grows", null, 0, 40, 600, Leak, Leak, 0, null, 49_000);

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_leak(string culture) => Assert.Equal(
        "grows 1.80 MiB/min (95 %: 1.50 to 2.10), reaches the limit of 2.00 GiB (cgroup) in about 14 h; after a warm-up of 40 s",
        Cultures.Under(culture, () => Sentence(Growing)!));

    [Theory]
    [InlineData(59, "59 s")]
    [InlineData(5_900, "98 min")]
    [InlineData(90_000, "25 h")]
    [InlineData(1_000_000, "12 days")]
    [InlineData(40_000_000, "460 days")]
    [InlineData(100_000_000, "3 years")]
    public void When_the_limit_is_reached_is_told_roughly(double seconds, string told) =>
        Assert.Contains($" in about {told};", Sentence(Growing with { LimitReachedInS = seconds }), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData(1e10)]
    public void Or_not_at_all(double? seconds) => Assert.Equal(
        "grows 1.80 MiB/min (95 %: 1.50 to 2.10); after a warm-up of 40 s", Sentence(Growing with { LimitReachedInS = seconds }));

    [Fact]
    public void Memory_that_is_given_back() => Assert.Equal(
        "shrinks 1.80 MiB/min (95 %: 1.50 to 2.10)",
        Sentence(Growing with { Verdict = "shrinks", FromS = 0, Fitted = new(-0.03 * MiB, -0.035 * MiB, -0.025 * MiB, -9), LimitReachedInS = null }));

    [Fact]
    public void What_does_not_grow_is_told_with_its_bounds() => Assert.Equal(
        "flat (95 %: -120.0 to 60.0 KiB/min), judged by 23 cycles of rise and fall",
        Sentence(Growing with { Verdict = "flat", FromS = 0, Fitted = new(0, -2048, 1024, 0), Cycles = 23 }));

    [Fact]
    public void What_never_changed_has_none() => Assert.Equal("flat", Sentence(Growing with { Verdict = "flat", FromS = 0, Fitted = new(0, 0, 0, 0) }));

    [Fact]
    public void A_step() => Assert.Equal(
        "rose once by 30.0 MiB at 1:20, flat since", Sentence(Growing with { Verdict = "flat", FromS = 0, Fitted = new(0, 0, 0, 0), Step = new(80, 30 * MiB) }));

    [Fact]
    public void What_cannot_be_told_says_why()
    {
        Assert.Equal("cannot tell: too short (30 samples over 10 s are needed)", Sentence(Growing with { Verdict = "unknown", Doubt = "too_short", Fitted = null }));
        Assert.Equal("cannot tell: RSS wanders too much for so short a time", Sentence(Growing with { Verdict = "unknown", Doubt = "wanders", Fitted = null }));
    }

    [Fact]
    public void Without_rss_there_is_nothing_to_say() => Assert.Null(GrowthSentence.Of(Finished.Begun()));

    [Theory]
    [InlineData("grows", null, 0.03, "grows 1.80 MiB/min")]
    [InlineData("shrinks", null, -0.03, "shrinks 1.80 MiB/min")]
    [InlineData("flat", null, 0, "flat")]
    [InlineData("unknown", "wanders", 0, "growth: cannot tell")]
    [InlineData("unknown", "too_short", 0, "growth: too short to tell")]
    public void In_a_few_words(string verdict, string? doubt, double mebibytes, string told) => Assert.Equal(
        told, GrowthSentence.Short(Finished.Begun() with { Growth = Growing with { Verdict = verdict, Doubt = doubt, Fitted = new(mebibytes * MiB, null, null, null) } }));

    [Fact]
    public void Without_rss_there_are_no_few_words_either() => Assert.Null(GrowthSentence.Short(Finished.Begun()));

    [Fact]
    public void A_step_down_and_a_limit_that_is_not_known()
    {
        Assert.Equal("fell once by 30.0 MiB at 1:20, flat since", Sentence(Growing with { Verdict = "flat", FromS = 0, Fitted = new(0, 0, 0, 0), Step = new(80, -30 * MiB) }));
        Assert.Equal("flat since", Sentence(Growing with { Verdict = "flat", FromS = 0, Fitted = new(0, 0, 0, 0), Step = new(80, null) }));
        Assert.DoesNotContain("limit", GrowthSentence.Of(Finished.Begun() with { Growth = Growing, MemoryLimit = null })!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_a_trend_is_no_reason_to_invent_one() => Assert.DoesNotContain(
        "0 B", GrowthSentence.Of(Finished.Begun() with { Growth = Growing with { Fitted = null, LimitReachedInS = null } })!, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "0 B/day")]
    [InlineData(0.01, "864 B/day")]
    [InlineData(0.1, "8.44 KiB/day")]
    [InlineData(50, "175.8 KiB/h")]
    [InlineData(-1024, "-60.0 KiB/min")]
    [InlineData(17_476.2, "1.00 MiB/min")]
    [InlineData(5e9, "4.66 GiB/s")]
    public void A_rate_has_the_time_in_which_it_is_read_well(double rate, string told)
    {
        ByteRate unit = ByteRate.For(rate);

        Assert.Equal(told, $"{unit.Figure(rate)} {unit.Name}");
    }

    /// <summary>The limit, the document and the line in the chart, from the same figures.</summary>
    [Fact]
    public void A_leak_from_its_samples_to_the_chart()
    {
        GrowthSeries series = new(Metric.Rss);
        for (int i = 0; i < 120; i++)
            series.Add(Samples.At(i, rss: (100 + i) * MiB));
        RecordingDocument document = (Finished.Begun() with { MemoryLimit = new(400 << 20, "machine") }).WithGrowth(series.Judge());
        ChartGuide guide = GrowthGuide.Of(series.Judge())!;

        Assert.Equal("grows 60.0 MiB/min (95 %: 60.0 to 60.0), reaches the limit of 400.0 MiB (machine) in about 181 s", GrowthSentence.Of(document)!.Replace("3 min", "181 s", StringComparison.Ordinal));
        Assert.Equal(181, document.Growth!.LimitReachedInS!.Value, 0.01);
        Assert.Equal(("+60.0 MiB/min", Metric.Rss, ChartGuide.Meaning.Fit), (guide.Label, guide.Metric, guide.Kind));
        Assert.Equal((0, 119), (guide.From.TotalSeconds, guide.To.TotalSeconds));
        Assert.Equal((100 * MiB, 219 * MiB), (guide.AtFrom, guide.AtTo));
        Assert.Null(GrowthGuide.Of(new GrowthSeries(Metric.Rss).Judge()));
        Assert.Null(((Finished.Begun() with { MemoryLimit = new(200 << 20, "machine") }).WithGrowth(series.Judge())).Growth!.LimitReachedInS);
    }

    private static string? Sentence(RecordingDocument.GrowthFacts growth) =>
        GrowthSentence.Of(Finished.Begun() with { Growth = growth, MemoryLimit = new(2L << 30, "cgroup") });
}
