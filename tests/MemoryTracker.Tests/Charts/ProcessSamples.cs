using System.Text;
using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Charts;

/// <summary>Samples of several processes, made by hand.</summary>
internal static class ProcessSamples
{
    public const double MiB = 1024 * 1024;

    /// <summary>The processes at a moment, in MiB, NaN for unknown; the total is of those that are known, unless it is given in MiB.</summary>
    public static Sample At(double seconds, double? total, params IEnumerable<(int Ordinal, double MiB)> processes)
    {
        Figures[] rows = [.. processes.Select(process => Of(process.Ordinal, process.MiB))];
        Sample sample = Samples.At(seconds, rss: total * MiB ?? rows.Select(row => row[Metric.Rss]).Where(double.IsFinite).Sum(), pid: null, name: "");
        sample.Processes = rows;
        return sample;
    }

    public static Sample At(double seconds, params IEnumerable<(int Ordinal, double MiB)> processes) => At(seconds, null, processes);

    /// <summary>A chart of samples every second.</summary>
    public static ChartContent Chart(IEnumerable<Sample> samples, params Metric[] metrics)
    {
        ChartSeries series = new(TimeSpan.FromSeconds(1), metrics.Length > 0 ? metrics : [Metric.Rss]);
        TimeSpan elapsed = default;
        foreach (Sample sample in samples)
        {
            series.Add(sample);
            elapsed = sample.Elapsed;
        }

        return new ChartContent
        {
            Title = "make -j4 (PID 12345) and its children",
            Footer = "host",
            Start = new DateTimeOffset(2026, 11, 23, 13, 58, 12, TimeSpan.FromHours(1)),
            Elapsed = elapsed,
            Series = series.All,
            Processes = series.Processes,
        };
    }

    public static Figures Of(int ordinal, double mib, string? name = null)
    {
        Figures figures = new() { Ordinal = ordinal, Pid = 1000 + ordinal, Command = new CommandName(Encoding.UTF8.GetBytes(name ?? "worker-" + ordinal)) };
        figures[Metric.Rss] = mib * MiB;
        return figures;
    }
}
