namespace MemoryTracker.Markers;

/// <summary>Lines that could not be understood.</summary>
internal static class MarkerProblem
{
    /// <summary>Something happened, but nobody said what.</summary>
    public static MarkerLine NoLabel { get; } = Of("has a time but no label");

    /// <summary>A line with that problem.</summary>
    public static MarkerLine Of(string problem) => new(null, problem);
}
