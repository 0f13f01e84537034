namespace MemoryTracker.Charts;

/// <summary>One of several recordings in a chart, or a group of repeats that are drawn alike.</summary>
/// <param name="Name">What the legend calls it; may hold anything.</param>
/// <param name="Color">Which colour it has: its place among those that are told apart, from 0.</param>
internal sealed record ChartedRecording(string Name, int Color)
{
    /// <summary>No more of them are told apart in one picture.</summary>
    public const int MostColors = 8;
}
