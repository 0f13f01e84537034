using System.CommandLine;
using MemoryTracker.Metrics;

namespace MemoryTracker.Cli;

/// <summary>The option of every command that draws one recording to show whether its memory grows.</summary>
internal static class LeakOption
{
    private const string Name = "--leak";

    public static Option<bool> New() => new(Name)
    {
        Description = "Draw the line that was fitted to RSS after its warm-up, and how fast it grows. The summary tells it anyway.",
    };

    /// <summary>Checks that there is something to fit, and something over which it is drawn.</summary>
    /// <param name="isAsked">Whether it was given.</param>
    /// <param name="metrics">What is told of.</param>
    /// <param name="charted">What pictures show of it; pages show all.</param>
    /// <param name="outputs">What is written.</param>
    /// <exception cref="UserException">There is not.</exception>
    public static void Check(bool isAsked, MetricSet metrics, IEnumerable<Metric> charted, OutputPlan outputs)
    {
        if (!isAsked)
            return;
        if (!metrics.Contains(Metric.Rss))
            throw UserException.Usage($"{Name} needs RSS: add rss to --metrics");
        if (outputs.HasPages || (outputs.HasCharts && charted.Contains(Metric.Rss)))
            return;
        throw UserException.Usage(outputs.HasCharts
            ? $"{Name} is drawn over RSS, which is not in the chart: add rss to --chart"
            : $"{Name} is drawn in pictures and pages, and none is written (the summary tells the growth anyway): add -o FILE.png or -o FILE.html");
    }
}
