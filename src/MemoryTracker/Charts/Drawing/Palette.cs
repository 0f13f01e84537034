using MemoryTracker.Metrics;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The colours of a chart; those of its metrics are in the table of <see cref="MetricStyle"/>.</summary>
internal sealed record Palette
{
    private const byte StackedAlpha = 0x80;
    private const byte FaintAlpha = 0xB0;
    private const float TitleShare = 0.75f;

    /// <summary>The theme whose colours these are.</summary>
    public required ChartTheme Theme { get; init; }

    public required SKColor Background { get; init; }

    public required SKColor Text { get; init; }

    /// <summary>For what is read second: tick labels, the footer.</summary>
    public required SKColor QuietText { get; init; }

    public required SKColor Frame { get; init; }

    public required SKColor Grid { get; init; }

    public required SKColor MemoryArea { get; init; }

    /// <summary>Between memory as sampled and the peak known for an interval.</summary>
    public required SKColor IntervalPeaks { get; init; }

    public required SKColor MemoryText { get; init; }

    public required SKColor CpuText { get; init; }

    public required SKColor Peak { get; init; }

    /// <summary>For limits.</summary>
    public required SKColor Limit { get; init; }

    /// <summary>
    /// For processes, the largest first: their areas are apart from each other, from the grey one and from the background for colour-blind eyes too, and no edge looks like
    /// the line of memory or CPU.
    /// </summary>
    public required IReadOnlyList<SKColor> Processes { get; init; }

    /// <summary>For the processes that are not named.</summary>
    public required SKColor OtherProcesses { get; init; }

    /// <summary>For the names of markers, the first name first: apart from each other, memory and CPU for colour-blind eyes too.</summary>
    public required IReadOnlyList<SKColor> Markers { get; init; }

    /// <summary>For recordings that are compared, the first one first: lines that are apart from each other and from the background for colour-blind eyes too.</summary>
    public required IReadOnlyList<SKColor> Recordings { get; init; }

    public static Palette Of(ChartTheme theme) => theme == ChartTheme.Dark ? Dark : Light;

    /// <summary>The colour of a line that figures are held against.</summary>
    public SKColor LineOf(ChartGuide guide) => guide.Kind == ChartGuide.Meaning.Limit ? Limit : Text;

    /// <summary>The colour of a metric's line.</summary>
    public SKColor LineOf(Metric metric) => MetricStyle.Of(metric).Color(Theme);

    /// <summary>The colour of a line: of its recording where several are compared, fainter where figures of intervals are drawn one over the other.</summary>
    public SKColor LineOf(ChartedSeries charted) => charted.Recording is not { } recording ? LineOf(charted.Metric)
        : charted.Metric.Kind == MetricKind.Interval ? Recordings[recording.Color].WithAlpha(FaintAlpha)
        : Recordings[recording.Color];

    /// <summary>The colour of the upper edge of a process's area.</summary>
    public SKColor LineOf(ProcessLayer layer) => layer.Process is null ? OtherProcesses : Processes[layer.Rank];

    /// <summary>The colour of the area of a part of RSS.</summary>
    public SKColor StackedArea(Metric part) => StackedArea(LineOf(part));

    /// <summary>The colour of an area below an edge of the given one.</summary>
    public static SKColor StackedArea(SKColor edge) => edge.WithAlpha(StackedAlpha);

    /// <summary>The colour in which an axis says what it shows: that of RSS or CPU, or of its only metric, as far as it reads well; quiet where they are several.</summary>
    public SKColor TitleOf(ChartAxis axis) => axis.IsOfSeveral ? QuietText
        : axis.Rss is not null || axis.Peaks is not null ? MemoryText
        : axis.Series.Any(charted => charted.Metric == Metric.Cpu) ? CpuText
        : axis.Series is [{ Metric: { } only }] ? Mix(LineOf(only), Text, TitleShare)
        : QuietText;

    /// <summary>So much of one opaque colour, and the rest of another.</summary>
    public static SKColor Mix(SKColor over, SKColor under, float share)
    {
        return new SKColor(Channel(over.Red, under.Red), Channel(over.Green, under.Green), Channel(over.Blue, under.Blue));

        byte Channel(byte one, byte other) => (byte)MathF.Round(other + ((one - other) * share));
    }

    private static Palette Light { get; } = new()
    {
        Theme = ChartTheme.Light,
        Background = new SKColor(0xFF, 0xFF, 0xFF),
        Text = new SKColor(0x1D, 0x25, 0x2F),
        QuietText = new SKColor(0x5B, 0x67, 0x76),
        Frame = new SKColor(0xB4, 0xBD, 0xC8),
        Grid = new SKColor(0xE7, 0xEB, 0xF0),
        MemoryArea = new SKColor(0x1F, 0x6F, 0xB5, 0x33),
        IntervalPeaks = new SKColor(0x1F, 0x6F, 0xB5, 0x73),
        MemoryText = new SKColor(0x17, 0x5A, 0x94),
        CpuText = new SKColor(0x98, 0x5F, 0x00),
        Peak = new SKColor(0x0B, 0x3A, 0x66),
        Limit = new SKColor(0xC4, 0x16, 0x2A),
        Processes =
        [
            new(0x1B, 0xBE, 0x5F), new(0x90, 0x00, 0x35), new(0x50, 0x6C, 0xE7), new(0xAE, 0x28, 0x00),
            new(0x45, 0x14, 0xFA), new(0x00, 0xC7, 0xFF), new(0xB0, 0x00, 0x9A), new(0xB4, 0x81, 0x00),
        ],
        OtherProcesses = new SKColor(0x79, 0x7C, 0x81),
        Markers =
        [
            new(0x95, 0x1E, 0x6E), new(0x06, 0x6F, 0x41), new(0xD6, 0x2F, 0x00), new(0x25, 0xA6, 0xB6),
            new(0x07, 0x25, 0x7F), new(0x9F, 0x99, 0x4F), new(0xC8, 0x80, 0x7F), new(0x4F, 0x32, 0x00),
        ],
        Recordings =
        [
            new(0x1F, 0x6F, 0xB5), new(0xD1, 0x4E, 0x00), new(0x59, 0xA4, 0x71), new(0x74, 0x12, 0x41),
            new(0x33, 0x0E, 0xF8), new(0x36, 0x9E, 0xA9), new(0x79, 0x11, 0x02), new(0x16, 0x26, 0xA8),
        ],
    };

    private static Palette Dark { get; } = new()
    {
        Theme = ChartTheme.Dark,
        Background = new SKColor(0x13, 0x17, 0x1E),
        Text = new SKColor(0xE6, 0xEB, 0xF2),
        QuietText = new SKColor(0x9A, 0xA7, 0xB8),
        Frame = new SKColor(0x4A, 0x56, 0x66),
        Grid = new SKColor(0x25, 0x2C, 0x37),
        MemoryArea = new SKColor(0x5E, 0xB0, 0xF2, 0x38),
        IntervalPeaks = new SKColor(0x5E, 0xB0, 0xF2, 0x78),
        MemoryText = new SKColor(0x86, 0xC4, 0xF7),
        CpuText = new SKColor(0xEE, 0xB8, 0x5C),
        Peak = new SKColor(0xFF, 0xFF, 0xFF),
        Limit = new SKColor(0xFF, 0x6E, 0x76),
        Processes =
        [
            new(0x00, 0xA0, 0x4B), new(0x2C, 0x1F, 0xE9), new(0xFE, 0xFC, 0x0F), new(0xBF, 0x35, 0x13),
            new(0x16, 0x7A, 0xF9), new(0x00, 0xF5, 0xFF), new(0xF8, 0xD4, 0x7C), new(0xFF, 0x63, 0xB2),
        ],
        OtherProcesses = new SKColor(0x55, 0x58, 0x5D),
        Markers =
        [
            new(0xBE, 0x54, 0xA2), new(0x60, 0xB3, 0x5F), new(0xCF, 0x3F, 0x21), new(0x51, 0xFA, 0xF5),
            new(0x79, 0x7D, 0xFB), new(0xE6, 0xE9, 0x87), new(0xFF, 0x97, 0xAA), new(0x8B, 0x6E, 0x5E),
        ],
        Recordings =
        [
            new(0x5E, 0xB0, 0xF2), new(0xFF, 0x7A, 0x3C), new(0x60, 0xFF, 0xAA), new(0xBE, 0x20, 0x8A),
            new(0xFF, 0xEE, 0x02), new(0x50, 0x4C, 0xF5), new(0x58, 0xED, 0xE3), new(0x94, 0x57, 0x47),
        ],
    };
}
