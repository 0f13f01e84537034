using MemoryTracker.Markers;

namespace MemoryTracker.Comparing;

/// <summary>Which moment of each recording is put above that of the others.</summary>
/// <param name="Marker">The label of a marker, the first of which in each recording is meant, safe to show; null for the start.</param>
internal sealed record Alignment(string? Marker)
{
    private const int MostNamed = 10;
    private const int LongestNamed = 60;

    /// <summary>Any recording is shorter: a marker farther away comes from a damaged file.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(36_525);

    /// <summary>The start of each recording.</summary>
    public static Alignment AtStart { get; } = new(Marker: null);

    /// <summary>The moment that is meant, since the start of the recording; null when there is none.</summary>
    /// <param name="markers">The markers of the recording, in the order of time.</param>
    public TimeSpan? ZeroOf(IEnumerable<Marker> markers) =>
        Marker is null ? TimeSpan.Zero : markers.FirstOrDefault(marker => marker.At.Duration() <= Farthest && SafeText.Clean(marker.Label) == Marker)?.At;

    /// <summary>That a recording has no such moment, and which it has.</summary>
    public string WhyNone(ComparedRecording recording)
    {
        string leftOut = recording.Markers.LeftOut == 0 ? "" : FormattableString.Invariant($" ({recording.Markers.LeftOut} of its markers were too many to be kept)");
        return $"'{recording.Name}' has no marker '{Marker}'{leftOut}: {Known(recording.Markers.Markers)}";
    }

    private static string Known(IEnumerable<Marker> markers)
    {
        string[] labels = [.. markers.Select(marker => SafeText.Clean(marker.Label)).Distinct(StringComparer.Ordinal)];
        if (labels.Length == 0)
            return "it has no markers at all";
        string named = string.Join(", ", labels.Take(MostNamed).Select(label => $"'{SafeText.Shorten(label, LongestNamed)}'"));
        return labels.Length <= MostNamed ? $"its markers are {named}" : FormattableString.Invariant($"its markers are {named} and {labels.Length - MostNamed} more");
    }
}
