using MemoryTracker.Metrics;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Charts;

/// <summary>The line in a chart that was fitted to RSS after its warm-up.</summary>
public static class GrowthGuide
{
    /// <summary>The line, with its slope beside it; null when none was fitted.</summary>
    public static ChartGuide? Of(GrowthReport growth) => growth.Fitted is null
        ? null
        : new ChartGuide(ChartGuide.Meaning.Fit, Metric.Rss, Label(growth), growth.From, growth.AtFrom, growth.To, growth.AtTo);

    private static string Label(GrowthReport growth)
    {
        if (growth.Verdict == GrowthVerdict.Flat)
            return "flat";
        ByteRate unit = ByteRate.For(growth.Slope);
        return $"{(growth.Slope > 0 ? "+" : "")}{unit.Figure(growth.Slope)} {unit.Name}";
    }
}
