using MemoryTracker.Markers;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The name of a moment, to be written above the plot.</summary>
/// <param name="Marker">The moment.</param>
/// <param name="Text">Its name, cut to fit.</param>
/// <param name="Line">Where the line of the moment is.</param>
/// <param name="Width">How wide its flag is.</param>
internal readonly record struct MarkerName(Marker Marker, string Text, float Line, float Width);
