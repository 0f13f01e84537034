using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

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
}
