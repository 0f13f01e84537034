using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>One line of the legend.</summary>
/// <param name="Text">What it says, where there is room.</param>
/// <param name="ShortText">What it says otherwise.</param>
/// <param name="Line">The colour of its line, or null for an area without one.</param>
/// <param name="Area">The colour of its area, or null for a mere line.</param>
internal readonly record struct LegendEntry(string Text, string ShortText, SKColor? Line, SKColor? Area);
