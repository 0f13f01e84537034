using MemoryTracker.Charts;
using MemoryTracker.Metrics;

namespace MemoryTracker.Cli;

/// <summary>What is recorded, and what of it is drawn.</summary>
internal sealed record ChosenMetrics(MetricSet Recorded, IReadOnlyList<Metric> Charted)
{
    /// <summary>Reads the lists of --metrics and --chart; null where nobody says. What is drawn, has a limit or is asserted of is recorded, too, and RSS is drawn with its peaks where these are recorded.</summary>
    /// <exception cref="UserException">A name is none of a metric.</exception>
    /// <param name="recorded">The list of --metrics.</param>
    /// <param name="charted">The list of --chart.</param>
    /// <param name="usual">What is recorded when nobody says.</param>
    /// <param name="limited">What limits are of.</param>
    /// <param name="asserted">What assertions are judged by; it is not drawn for their sake.</param>
    public static ChosenMetrics From(string? recorded, string? charted, MetricSet usual, IReadOnlyList<Metric> limited, IReadOnlyList<Metric> asserted)
    {
        MetricSet chosen = recorded is null ? usual : new MetricSet(MetricList.Parse(recorded, "--metrics").All);
        if (limited.Count > 0)
            chosen = new MetricSet([.. chosen.InOrder, .. limited]);
        if (charted is null)
            return new ChosenMetrics(chosen.With(asserted), [.. ChartMetrics.Usual(chosen, limited)]);
        IReadOnlyList<Metric> drawn = ChartMetrics.WithPeaks(MetricList.Parse(charted, "--chart").All, chosen);
        return new ChosenMetrics(chosen.With([.. drawn, .. asserted]), drawn);
    }
}
