using System.Collections.Immutable;
using MemoryTracker.Metrics;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// How a metric looks, the same in every chart: its names and its colour in each theme. Metrics of one axis are far apart; those that are often drawn together for
/// colour-blind eyes, too, and blue and amber, of RSS and CPU, also in grey.
/// </summary>
internal sealed class MetricStyle
{
    private static readonly ImmutableArray<MetricStyle> All =
    [
        new(Metric.Rss, "RSS (memory in RAM)", "RSS", 0xFF1F6FB5, 0xFF5EB0F2),
        new(Metric.PeakRss, "peak between samples", "peak", 0xFF1F6FB5, 0xFF5EB0F2),
        new(Metric.Anon, "anonymous (its own)", "anon", 0xFF138A66, 0xFF3FBF92),
        new(Metric.File, "mapped files", "file", 0xFF9A82D6, 0xFF8F6BF5),
        new(Metric.Shmem, "shared memory", "shmem", 0xFFE27FB0, 0xFFFFA6CF),
        new(Metric.Swap, "swapped out", "swap", 0xFF8F1D1D, 0xFFE0483E),
        new(Metric.Vsz, "VSZ (address space)", "VSZ", 0xFF7A828E, 0xFF98A2B0),
        new(Metric.Data, "data (writable mappings)", "data", 0xFF5A3A2A, 0xFF9C6F58),
        new(Metric.HugeTlb, "huge pages of hugetlbfs", "hugetlb", 0xFF2B2A7C, 0xFF5B63C9),
        new(Metric.Pss, "PSS (its share of RAM)", "PSS", 0xFFC8430A, 0xFFFF8A4C),
        new(Metric.Uss, "USS (what nobody shares)", "USS", 0xFF79B51E, 0xFFB4E34A),
        new(Metric.PssAnon, "PSS, anonymous", "PSS anon", 0xFF0B6156, 0xFF2A9D8F),
        new(Metric.PssFile, "PSS, files", "PSS file", 0xFF5B3FA0, 0xFFC9BCFF),
        new(Metric.PssShmem, "PSS, shared memory", "PSS shmem", 0xFF8C2D6B, 0xFFD65FA8),
        new(Metric.SwapPss, "PSS, swapped out", "PSS swap", 0xFFC98F8A, 0xFFFFB7A8),
        new(Metric.LazyFree, "given back, still there", "lazyfree", 0xFFB09A2A, 0xFFC09A20),
        new(Metric.SmapsRss, "RSS when PSS was read", "RSS of PSS", 0xFF4FA8DC, 0xFFB9E2FF),
        new(Metric.Cpu, "CPU (100 % = one core)", "CPU", 0xA8E69A1F, 0xB0E8A838),
        new(Metric.CpuUser, "CPU in user mode", "CPU user", 0xFF2F8FB0, 0xFF58C8EC),
        new(Metric.CpuSystem, "CPU in the kernel", "CPU system", 0xFF9C1F3C, 0xFFFF6B81),
        new(Metric.CpuTime, "CPU time since the start", "CPU time", 0xFFB05A12, 0xFFF0A860),
        new(Metric.Threads, "threads", "threads", 0xFF7438D6, 0xFFB48CF7),
        new(Metric.Processes, "processes", "processes", 0xFF0D9488, 0xFF2DD4BF),
        new(Metric.Descriptors, "open descriptors", "fds", 0xFFBE2A60, 0xFFF56FA8),
        new(Metric.ReadBytes, "read from storage", "storage read", 0xFF12946C, 0xFF45D0A0),
        new(Metric.WriteBytes, "written to storage", "storage written", 0xFF9C1F5C, 0xFFF0609F),
        new(Metric.ReadChars, "read by calls", "read", 0xFF63B28F, 0xFF9BE8CC),
        new(Metric.WrittenChars, "written by calls", "written", 0xFFB887D6, 0xFFD3A8F0),
        new(Metric.MinorFaults, "minor page faults", "minor faults", 0xFF7F9E1C, 0xFFB9D94A),
        new(Metric.MajorFaults, "major page faults", "major faults", 0xFFB3261E, 0xFFFF7468),
        new(Metric.VoluntarySwitches, "voluntary context switches", "vol. switches", 0xFF5056C4, 0xFF8F95FF),
        new(Metric.InvoluntarySwitches, "involuntary context switches", "invol. switches", 0xFFC068B8, 0xFFE8A0E4),
        new(Metric.OomScore, "OOM score", "OOM score", 0xFFA39D97, 0xFF8D8780),
    ];

    private readonly SKColor _light;
    private readonly SKColor _dark;

    private MetricStyle(Metric metric, string name, string shortName, uint light, uint dark) =>
        (Metric, Name, ShortName, _light, _dark) = (metric, name, shortName, new SKColor(light), new SKColor(dark));

    public Metric Metric { get; }

    /// <summary>What the legend says where there is room.</summary>
    public string Name { get; }

    /// <summary>What it says otherwise, and what an axis of nothing else is called.</summary>
    public string ShortName { get; }

    public static MetricStyle Of(Metric metric) => All.Single(style => style.Metric == metric);

    /// <summary>The colour of its line.</summary>
    public SKColor Color(ChartTheme theme) => theme == ChartTheme.Dark ? _dark : _light;
}
