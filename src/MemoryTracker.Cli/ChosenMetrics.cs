using MemoryTracker.Charts;
using MemoryTracker.Metrics;

namespace MemoryTracker.Cli;

/// <summary>What is recorded, and what of it is drawn.</summary>
internal sealed record ChosenMetrics(MetricSet Recorded, IReadOnlyList<Metric> Charted)
{
    /// <summary>Reads the lists of --metrics and --chart; null where nobody says. What is drawn or has a limit is recorded, too, and RSS is drawn with its peaks where these are recorded.</summary>
    /// <exception cref="UserException">A name is none of a metric.</exception>
    /// <param name="recorded">The list of --metrics.</param>
    /// <param name="charted">The list of --chart.</param>
    /// <param name="usual">What is recorded when nobody says.</param>
    /// <param name="limited">What limits are of.</param>
    public static ChosenMetrics From(string? recorded, string? charted, MetricSet usual, params IReadOnlyList<Metric> limited)
    {
        MetricSet chosen = recorded is null ? usual : new MetricSet(MetricList.Parse(recorded, "--metrics"));
        if (limited.Count > 0)
            chosen = new MetricSet([.. chosen.InOrder, .. limited]);
        if (charted is null)
            return new ChosenMetrics(chosen, [.. ChartMetrics.Usual(chosen, limited)]);
        IReadOnlyList<Metric> drawn = MetricList.Parse(charted, "--chart");
        if (drawn.Contains(Metric.Rss) && chosen.Contains(Metric.PeakRss) && !drawn.Contains(Metric.PeakRss))
            drawn = [.. drawn, Metric.PeakRss];
        return new ChosenMetrics(new MetricSet([.. chosen.InOrder, .. drawn]), drawn);
    }
}
