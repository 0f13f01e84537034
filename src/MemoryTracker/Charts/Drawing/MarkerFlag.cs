namespace MemoryTracker.Charts.Drawing;

/// <summary>The place of a moment's name above the plot: a flag at its line, to the right of it or to the left.</summary>
/// <param name="Name">What is written there.</param>
/// <param name="Left">Where the flag begins.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Row">Its row, 0 for the lowest.</param>
internal readonly record struct MarkerFlag(MarkerName Name, float Left, float Right, int Row)
{
    /// <summary>Where the line is from which it hangs: its left or its right end.</summary>
    public float Line => Name.Line;
}
