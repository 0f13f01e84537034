namespace MemoryTracker.Charts;

/// <summary>How a chart looks.</summary>
public sealed record ChartOptions
{
    /// <summary>Width in pixels at <see cref="Scale"/> 1.</summary>
    public int Width { get; init; } = 1600;

    /// <summary>Height in pixels at <see cref="Scale"/> 1.</summary>
    public int Height { get; init; } = 900;

    /// <summary>How many pixels wide and high one pixel of the size becomes in the picture: 2 for dense screens and print.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The colours.</summary>
    public ChartTheme Theme { get; init; } = ChartTheme.Light;

    /// <summary>How time is counted.</summary>
    public TimeAxis TimeAxis { get; init; } = TimeAxis.Elapsed;

    /// <summary>How metrics of different units share the chart.</summary>
    public ChartLayout Layout { get; init; } = ChartLayout.Dual;

    /// <summary>Whether axes of figures are logarithmic; what is zero then lies on their floor.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>A title in place of the content's own; null for that one.</summary>
    public string? Title { get; init; }
}
