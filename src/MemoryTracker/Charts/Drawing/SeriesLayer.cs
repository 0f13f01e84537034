using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>An area that hides what is of others below its edge.</summary>
/// <param name="Line">Its upper edge.</param>
/// <param name="Area">The colour of the area.</param>
/// <param name="Edge">The colour of the edge; null when it is not drawn.</param>
internal sealed record SeriesLayer(SeriesLine Line, SKColor Area, SKColor? Edge);
