using MemoryTracker.Metrics;
using MemoryTracker.Statistics;

namespace MemoryTracker.Comparing;

/// <summary>A figure of whole recordings that is compared.</summary>
/// <param name="Key">Its name in documents.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Of">The figure of a recording; NaN when it is unknown.</param>
internal sealed record ComparedKind(string Key, string Name, Unit Unit, Func<Summary, double> Of)
{
    /// <summary>Those of recordings of these metrics, in the order in which they are told.</summary>
    public static IEnumerable<ComparedKind> AllOf(MetricSet metrics)
    {
        if (metrics.Contains(Metric.Rss) || metrics.Contains(Metric.PeakRss))
            yield return new("peak_rss", "peak RSS", Unit.Bytes, summary => summary.Peak?.Bytes ?? double.NaN);
        foreach (ComparedKind kind in metrics.InOrder.Where(metric => metric != Metric.PeakRss && metric != Metric.CpuTime).SelectMany(OfMetric))
            yield return kind;
        if (metrics.Contains(Metric.Cpu) || metrics.Contains(Metric.CpuTime))
            yield return new("cpu_seconds", "CPU time", Unit.Seconds, summary => summary.CpuSeconds);
        yield return new("duration_s", "duration", Unit.Seconds, summary => summary.Samples == 0 ? double.NaN : summary.Duration.TotalSeconds);
    }

    private static IEnumerable<ComparedKind> OfMetric(Metric metric)
    {
        string name = metric == Metric.Rss ? "RSS" : metric == Metric.Cpu ? "CPU" : metric.Name;
        if (metric.Kind == MetricKind.Counter)
            return [new($"total_{metric.Name}", $"total {name}", metric.Unit, summary => summary.Total(metric))];
        ComparedKind mean = New("mean", summary => summary.Mean(metric));
        ComparedKind max = New("max", summary => summary[metric].Max);
        // The peak of RSS is told, which is never less than the highest sample.
        return metric == Metric.Rss ? [mean, .. Quantiles()] : metric == Metric.Cpu ? [mean, .. Quantiles(), max] : [mean, max];

        IEnumerable<ComparedKind> Quantiles() =>
        [
            New("median", summary => summary[metric].Quantile(0.5)),
            New("p95", summary => summary[metric].Quantile(0.95)),
            New("p99", summary => summary[metric].Quantile(0.99)),
        ];

        ComparedKind New(string what, Func<Summary, double> of) => new($"{what}_{metric.Name}", $"{what} {name}", metric.Unit, of);
    }
}
