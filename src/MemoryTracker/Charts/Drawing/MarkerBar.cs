using MemoryTracker.Markers;

namespace MemoryTracker.Charts.Drawing;

/// <summary>A span as it is drawn: a bar in a lane above the plot, and a band through it.</summary>
/// <param name="Marker">The span.</param>
/// <param name="Lane">Its lane, 0 for the uppermost.</param>
/// <param name="Left">Where it begins on the page.</param>
/// <param name="Right">Where it ends; far enough to be seen.</param>
internal readonly record struct MarkerBar(Marker Marker, int Lane, float Left, float Right)
{
    public float Width => Right - Left;
}
