namespace MemoryTracker.Charts;

/// <summary>How metrics of different units, such as memory and CPU, share a chart. Those of one unit share an axis.</summary>
public enum ChartLayout
{
    /// <summary>The first two units in one plot, one on the left axis and one behind it on the right; each further unit in a plot below.</summary>
    Dual,

    /// <summary>One picture of plots above each other, one for each unit, with one time axis.</summary>
    Panels,

    /// <summary>A picture for each unit.</summary>
    Separate,
}
