namespace MemoryTracker.Charts;

/// <summary>The colours of a chart.</summary>
public enum ChartTheme
{
    /// <summary>Dark ink on a white background, for paper and most pages.</summary>
    Light,

    /// <summary>Light ink on a dark background.</summary>
    Dark,
}
