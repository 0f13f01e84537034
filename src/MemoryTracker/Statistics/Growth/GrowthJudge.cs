using MemoryTracker.Metrics;

namespace MemoryTracker.Statistics.Growth;

/// <summary>Judges figures: pure functions from points to a <see cref="GrowthReport"/>.</summary>
internal static class GrowthJudge
{
    /// <summary>Of bytes less than this in all is next to nothing, however sure it is.</summary>
    private const double LeastBytes = 64 << 10;

    /// <summary>Growth of no more than this share of the figures over the whole time does not matter.</summary>
    private const double CertainShare = 0.05;

    /// <summary>The most growth over the whole time that something called flat may have, in standard deviations of the noise.</summary>
    private const double CertainDeviations = 3;

    /// <summary>What grows on does so in the later half, too: at least this much of the whole slope. A warm-up that has not quite ended does not.</summary>
    private const double LastingShare = 1 / 3.0;

    /// <summary>Judges figures.</summary>
    /// <param name="means">The figures.</param>
    /// <param name="lows">The lowest figure around each of them, at the same moments.</param>
    /// <param name="unit">What they are counted in.</param>
    public static GrowthReport Judge(Points means, Points lows, Unit unit)
    {
        if (means.Count == 0)
            return new GrowthReport { Doubt = GrowthDoubt.TooShort };
        GrowthReport report = new() { Begin = Moment(means, 0), From = Moment(means, 0), To = Moment(means, means.Count - 1) };
        if (means.Count < GrowthReport.FewestFigures || report.To - report.Begin < GrowthReport.ShortestTime)
            return report with { Doubt = GrowthDoubt.TooShort };
        int start = WarmUp.Length(means);
        return Judge(report with { From = Moment(means, start), Whole = Trend.Of(means) }, means.From(start), lows.From(start), unit == Unit.Bytes ? LeastBytes : 0);
    }

    /// <summary>Judges what comes after the warm-up.</summary>
    private static GrowthReport Judge(GrowthReport report, Points means, Points lows, double least)
    {
        Trend trend = Trend.Of(means);
        if (Sawtooth.Of(means, lows, trend.Slope) is { } sawtooth)
        {
            report = report with { Cycles = sawtooth.Means.Count };
            Trend cycles = Trend.Of(sawtooth.Means);
            Trend troughs = Trend.Of(sawtooth.Troughs);
            bool isGrowth = GoOnTogether(cycles, troughs) && GoesOn(sawtooth.Means, cycles.Slope) && IsWorthwhile(cycles, means, least);
            return isGrowth ? Going(report, cycles, means) : Calm(report, cycles.Rises || cycles.Falls ? troughs : cycles, means, least);
        }

        Step? step = Step.Of(means);
        if (step is null && GoOnTogether(trend, Trend.Of(lows)) && GoesOn(means, trend.Slope) && IsWorthwhile(trend, means, least))
            return Going(report, trend, means);
        if (step is not { } once)
            return Calm(report, trend, means, least);
        Points rest = once.RemovedFrom(means);
        return Calm(report with { StepHeight = once.Height, StepAt = Moment(means, once.Index) }, Trend.Of(rest), rest, least);
    }

    private static GrowthReport Going(GrowthReport report, Trend trend, Points points) => Fitted(report, trend, points) with { Verdict = trend.Rises ? GrowthVerdict.Grows : GrowthVerdict.Shrinks };

    /// <summary>No growth was found: flat, if one that matters could not have been overlooked.</summary>
    private static GrowthReport Calm(GrowthReport report, Trend trend, Points points, double least)
    {
        double margin = Math.Max(Math.Abs(trend.Low), Math.Abs(trend.High)) * points.Duration;
        double[] noise = points.Residuals(trend.Slope);
        double deviation = Math.Sqrt(noise.Sum(rest => rest * rest) / noise.Length);
        bool isCertain = margin <= least || margin <= CertainShare * Math.Abs(points.Values.Average()) || margin <= CertainDeviations * deviation;
        return isCertain ? Fitted(report, trend, points) with { Verdict = GrowthVerdict.Flat } : report with { Doubt = GrowthDoubt.Wanders };
    }

    private static GrowthReport Fitted(GrowthReport report, Trend trend, Points points) =>
        report with { Fitted = trend, AtFrom = TheilSen.HeightAt(points.Times[0], points, trend.Slope) };

    private static bool GoOnTogether(Trend means, Trend lows) => (means.Rises && lows.Rises) || (means.Falls && lows.Falls);

    private static bool GoesOn(Points points, double slope) => TheilSen.Slope(points.From(points.Count / 2)) / slope >= LastingShare;

    private static bool IsWorthwhile(Trend trend, Points points, double least) => Math.Abs(trend.Slope) * points.Duration >= least;

    private static TimeSpan Moment(Points points, int index) => TimeSpan.FromSeconds(points.Times[index]);
}
