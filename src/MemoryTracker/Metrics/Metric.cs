using System.Collections.Immutable;
using MemoryTracker.Sampling;

namespace MemoryTracker.Metrics;

/// <summary>THE table of what can be recorded. Its rows feed every output: files, statistics, charts and documentation.</summary>
public sealed class Metric
{
    private delegate double? Formula(Interval interval);

    private readonly Formula _formula;

    private Metric(int index, string name, string column, Unit unit, int decimals, string meaning, string source, Formula formula)
    {
        _formula = formula;
        Index = index;
        Name = name;
        Column = column;
        Unit = unit;
        Decimals = decimals;
        Meaning = meaning;
        Source = source;
    }

    /// <summary>RSS at the moment of the sample.</summary>
    public static Metric Rss { get; } = new(
        0, "rss", "rss_bytes", Unit.Bytes, 0,
        "Resident set size: the process's pages that are in RAM, shared ones included",
        "VmRSS of /proc/PID/status",
        static interval => interval.Now.Rss);

    /// <summary>The highest RSS between two samples, where it is known.</summary>
    public static Metric PeakRss { get; } = new(
        1, "peak_rss", "peak_rss_bytes", Unit.Bytes, 0,
        "Highest RSS since the sample before, known when the kernel's high-water mark rose above both samples",
        "VmHWM of /proc/PID/status",
        static interval => Rates.PeakBetween(interval.Previous, interval.Now));

    /// <summary>CPU since the sample before.</summary>
    public static Metric Cpu { get; } = new(
        2, "cpu", "cpu_percent", Unit.Percent, 3,
        "CPU time used since the sample before, all threads, as a share of the time that passed: 100 is one core",
        "the process's CPU clock (clock_getcpuclockid)",
        static interval => Rates.CpuPercent(interval.RateBase, interval.Now));

    /// <summary>All of them, in the order in which files hold them.</summary>
    public static ImmutableArray<Metric> All { get; } = [Rss, PeakRss, Cpu];

    /// <summary>Its place in the table.</summary>
    public int Index { get; }

    /// <summary>The name that options use.</summary>
    public string Name { get; }

    /// <summary>The name of its column in files: name and unit.</summary>
    public string Column { get; }

    /// <summary>What its figures count.</summary>
    public Unit Unit { get; }

    /// <summary>How many decimals files hold; figures are rounded to them where they arise.</summary>
    public int Decimals { get; }

    /// <summary>What a figure says, in one sentence.</summary>
    public string Meaning { get; }

    /// <summary>Where it comes from.</summary>
    public string Source { get; }

    /// <summary>The figure of an interval in the metric's unit, rounded to its decimals; null when it is unknown.</summary>
    internal double? Of(Interval interval) => _formula(interval);
}
