namespace MemoryTracker.Statistics;

/// <summary>
/// What a recording says of a stretch of its time. Memory is in bytes; NaN is unknown, as when no sample fell into the phase or the past is not kept finely enough.
/// </summary>
/// <param name="Name">What it is called: its span's label, or that of the marker with which it begins.</param>
/// <param name="From">When it began, since the recording did.</param>
/// <param name="To">When it ended.</param>
public sealed record Phase(string Name, TimeSpan From, TimeSpan To)
{
    /// <summary>How long it was.</summary>
    public TimeSpan Duration => To - From;

    /// <summary>RSS as last sampled when it began.</summary>
    public double RssAtStart { get; init; } = double.NaN;

    /// <summary>RSS as last sampled before it ended, if that was within it.</summary>
    public double RssAtEnd { get; init; } = double.NaN;

    /// <summary>How much more there was at the end.</summary>
    public double Change => RssAtEnd - RssAtStart;

    /// <summary>The highest RSS within it: with which it began, of its samples, and of the known peaks between samples whose interval lies within it.</summary>
    public double PeakRss { get; init; } = double.NaN;

    /// <summary>The highest known peak of the intervals that reach over its ends: it may have been in the phase, or beside it. NaN where there is none.</summary>
    public double EdgePeakRss { get; init; } = double.NaN;

    /// <summary>The mean of its samples' RSS.</summary>
    public double MeanRss { get; init; } = double.NaN;

    /// <summary>CPU time in seconds; of the intervals that it shares with its neighbours, its share of their time.</summary>
    public double CpuSeconds { get; init; } = double.NaN;

    /// <summary>How many samples were taken within it.</summary>
    public long Samples { get; init; }

    /// <summary>
    /// Whether the samples at its ends were still kept one by one when its markers came; if not, its figures are as fine as the recording's past is kept.
    /// </summary>
    public bool IsExact { get; init; } = true;

    /// <summary>
    /// Whether it began before the recording or ended after it: it is then told of the part that was recorded, from the first sample on or until the last, and RSS is unknown at the
    /// end that was not seen.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether its end was never told, so that it ends with the recording.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether one of its ends was told without a time and is the moment at which that was read.</summary>
    public bool IsApproximate { get; init; }
}
