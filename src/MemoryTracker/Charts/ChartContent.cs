using MemoryTracker.Markers;

namespace MemoryTracker.Charts;

/// <summary>What a chart shows. Texts may hold anything: they are cleaned and shortened to fit.</summary>
public sealed record ChartContent
{
    /// <summary>What was recorded, such as <c>python3 (PID 12345)</c>.</summary>
    public required string Title { get; init; }

    /// <summary>A small line at the bottom, such as host, start, interval and the number of samples; may be empty.</summary>
    public string Footer { get; init; } = "";

    /// <summary>When the recording began; the clock axis shows times in its offset.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Where the time axis begins when only a part is shown, since the recording began; zero for all of it.</summary>
    public TimeSpan From { get; init; }

    /// <summary>How long the recording lasted: the time axis reaches that far, also where nothing is known any more.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>From where the axis of elapsed time counts; null for the beginning.</summary>
    internal ChartZero? Zero { get; init; }

    /// <summary>What is to be known of the whole, such as that it ended before the first sample: stands in the middle of the first plot. Null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The metrics that are drawn, each once. Those of which nothing is known are left out, unless nothing is known of any.</summary>
    public required IReadOnlyList<ChartedSeries> Series { get; init; }

    /// <summary>What single processes have of RSS where that is a total: areas below its line. Null for none; not drawn where the parts of RSS are.</summary>
    public ProcessStack? Processes { get; init; }

    /// <summary>The highest RSS of all, to be marked where RSS or its peaks are drawn; null to mark none.</summary>
    public ChartPeak? Peak { get; init; }

    /// <summary>Lines that figures are held against; those of a metric that is not drawn are left out.</summary>
    public IReadOnlyList<ChartGuide> Guides { get; init; } = [];

    /// <summary>What happened meanwhile, in the order of time; those outside the chart's time are not drawn.</summary>
    public IReadOnlyList<Marker> Markers { get; init; } = [];

    /// <summary>How many more markers there were, too many to be kept.</summary>
    public long MarkersLeftOut { get; init; }
}
