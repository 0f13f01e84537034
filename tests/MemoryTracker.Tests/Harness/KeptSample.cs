using System.Globalization;
using MemoryTracker.Metrics;

namespace MemoryTracker.Tests.Harness;

/// <summary>A copy of a sample that a test can compare: of rows the known figures, by the names of their metrics.</summary>
internal sealed record KeptSample(DateTime Time, TimeSpan Elapsed, TimeSpan? CpuTime, bool FollowsGap, bool HasEnded, bool HasNobody, string Total, string Processes)
{
    public static KeptSample Of(Sample sample) => new(
        sample.Time,
        sample.Elapsed,
        sample.CpuTime,
        sample.FollowsGap,
        sample.HasEnded,
        sample.HasNobody,
        Row(sample.Total),
        string.Join("; ", sample.Processes.Select(process => $"#{process.Ordinal} {Row(process)}")));

    /// <summary>Every figure as the shortest text that only it has.</summary>
    private static string Row(Figures row) => string.Create(CultureInfo.InvariantCulture, $"{row.Pid} {row.Command}") + string.Concat(
        Metric.All.Where(metric => !double.IsNaN(row[metric])).Select(metric => string.Create(CultureInfo.InvariantCulture, $" {metric.Name}={row[metric]:R}")));
}
