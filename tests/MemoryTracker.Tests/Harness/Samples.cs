using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Harness;

/// <summary>Samples made by hand.</summary>
internal static class Samples
{
    public static readonly DateTime Start = new(2026, 3, 1, 23, 59, 58, DateTimeKind.Utc);

    public static Sample At(
        double seconds, double rss = double.NaN, double peak = double.NaN, double cpu = double.NaN, double? used = null, string name = "python3", int? pid = 4711)
    {
        TimeSpan elapsed = TimeSpan.FromMicroseconds(Math.Round(seconds * 1e6));
        Sample sample = new()
        {
            Time = Start + elapsed,
            Elapsed = elapsed,
            CpuTime = used is { } cpuSeconds ? TimeSpan.FromMicroseconds(Math.Round(cpuSeconds * 1e6)) : null,
        };
        sample.Total.Pid = pid;
        sample.Total.Command = new CommandName(Encoding.UTF8.GetBytes(name));
        sample.Total[Metric.Rss] = rss;
        sample.Total[Metric.PeakRss] = peak;
        sample.Total[Metric.Cpu] = cpu;
        return sample;
    }

    /// <summary>A sample in which every chosen figure is known, each of another size.</summary>
    public static Sample Full(int number, MetricSet metrics)
    {
        Sample sample = At(number, used: number * 0.25);
        foreach (Metric metric in metrics.InOrder.Where(metric => number == 0 || metric.From != RawSource.SmapsRollup))
        {
            double largest = metric.Unit switch { Unit.Bytes => 1_048_575_999_999, Unit.Percent => 25_600, Unit.Seconds => 3599.999999, _ => 999_999_999 };
            sample.Total[metric] = metric.Kind == MetricKind.Counter ? Math.Floor(largest * number / 2) : Math.Floor(largest / (metric.Index + 4 - number));
        }

        return sample;
    }
}
