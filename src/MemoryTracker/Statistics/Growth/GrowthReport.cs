namespace MemoryTracker.Statistics.Growth;

/// <summary>Whether a metric grows without end, as it does when memory leaks, told apart from warming up, from a single step and from the up and down of a garbage collector.</summary>
public sealed record GrowthReport
{
    /// <summary>Of fewer figures nothing is told.</summary>
    public const int FewestFigures = 30;

    /// <summary>Of less time nothing is told.</summary>
    public static readonly TimeSpan ShortestTime = TimeSpan.FromSeconds(10);

    /// <summary>The verdict.</summary>
    public GrowthVerdict Verdict { get; internal init; }

    /// <summary>Why there is none.</summary>
    public GrowthDoubt Doubt { get; internal init; }

    /// <summary>How much the figures grow a second after the warm-up, in the metric's unit; negative when they shrink, NaN when nothing is told.</summary>
    public double Slope => Fitted?.Slope ?? double.NaN;

    /// <summary>With <see cref="High"/> the bounds between which the true slope lies in 95 of 100 cases; NaN when nothing is told.</summary>
    public double Low => Fitted?.Low ?? double.NaN;

    /// <inheritdoc cref="Low"/>
    public double High => Fitted?.High ?? double.NaN;

    /// <summary>The trend after the warm-up; of a sawtooth that of its cycles or, when they rise and its troughs do not, that of its troughs. Null when nothing is told.</summary>
    public Trend? Fitted { get; internal init; }

    /// <summary>The trend of all figures, those of the warm-up included; null when there are too few.</summary>
    public Trend? Whole { get; internal init; }

    /// <summary>When the first figure was measured, since the recording began.</summary>
    public TimeSpan Begin { get; internal init; }

    /// <summary>When the warm-up was over, since the recording began; <see cref="Begin"/> when there was none.</summary>
    public TimeSpan From { get; internal init; }

    /// <summary>When the last figure was measured.</summary>
    public TimeSpan To { get; internal init; }

    /// <summary>How high the fitted line lies at <see cref="From"/>; NaN when nothing is told.</summary>
    public double AtFrom { get; internal init; } = double.NaN;

    /// <summary>How high it lies at <see cref="To"/>; NaN when nothing is told.</summary>
    public double AtTo => AtFrom + (Slope * (To - From).TotalSeconds);

    /// <summary>How many times they rose slowly and fell at once, as under a garbage collector; 0 when they did not.</summary>
    public int Cycles { get; internal init; }

    /// <summary>How much they changed once for all, which is no trend; NaN when they did not.</summary>
    public double StepHeight { get; internal init; } = double.NaN;

    /// <summary>When that was, since the recording began.</summary>
    public TimeSpan StepAt { get; internal init; }
}
