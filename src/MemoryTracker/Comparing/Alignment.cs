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
    public static Alignment AtStart { get; } = new((string?)null);

    /// <summary>The moment of a recording that is meant, since its start.</summary>
    /// <exception cref="AlignmentException">It has none.</exception>
    public TimeSpan ZeroOf(ComparedRecording recording)
    {
        if (Marker is null)
            return TimeSpan.Zero;
        Marker[] markers = [.. recording.Markers.Markers.Where(marker => marker.At.Duration() <= Farthest)];
        if (Array.Find(markers, marker => SafeText.Clean(marker.Label) == Marker) is { } first)
            return first.At;
        string leftOut = recording.Markers.LeftOut == 0 ? "" : FormattableString.Invariant($" ({recording.Markers.LeftOut} of its markers were too many to be kept)");
        throw new AlignmentException($"'{recording.Name}' has no marker '{Marker}'{leftOut}: {Known(markers)}");
    }

    private static string Known(Marker[] markers)
    {
        string[] labels = [.. markers.Select(marker => SafeText.Clean(marker.Label)).Distinct(StringComparer.Ordinal)];
        if (labels.Length == 0)
            return "it has no markers at all";
        string named = string.Join(", ", labels.Take(MostNamed).Select(label => $"'{SafeText.Shorten(label, LongestNamed)}'"));
        return labels.Length <= MostNamed ? $"its markers are {named}" : FormattableString.Invariant($"its markers are {named} and {labels.Length - MostNamed} more");
    }
}
