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

    /// <summary>Checks that there is something to fit.</summary>
    /// <exception cref="UserException">There is not.</exception>
    public static void Check(bool isAsked, MetricSet metrics)
    {
        if (isAsked && !metrics.Contains(Metric.Rss))
            throw UserException.Usage($"{Name} needs RSS: add rss to --metrics");
    }
}
