using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Statistics;

namespace MemoryTracker.Cli;

/// <summary>What a person should know about markers that did not turn out as meant.</summary>
internal static class MarkerAdvice
{
    private static readonly TimeSpan ZoneStep = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FarthestZone = TimeSpan.FromHours(26);

    // Many programs write whole seconds.
    private static readonly TimeSpan Coarseness = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lately = TimeSpan.FromDays(365);

    /// <summary>The lines to show, most often none.</summary>
    public static IEnumerable<string> On(MarkerFollower markers, Summary summary)
    {
        foreach (string file in markers.NeverThere)
            yield return $"{SafeText.Clean(file)} was never there: no markers were read from it";
        if (markers.Log.LeftOut > 0)
            yield return $"{Readable.Number(markers.Log.Count)} markers are more than are kept: {Readable.Number(markers.Log.Count - markers.Log.LeftOut)} of them, evenly chosen, stand for all. Of stretches between them and of phases of one name together nothing is told";
        if (Outside(markers.Log.Markers, summary.Elapsed) is { } nearest)
            yield return $"{All(markers.Log.Count)} outside the recording, {Distance(nearest, summary.Elapsed)}: {Hint(nearest, summary.Elapsed)}";
    }

    private static string All(long count) => count == 1 ? "the only marker lies" : $"all {Readable.Number(count)} markers lie";

    /// <summary>The marker nearest to the recording if none lies within it, else null.</summary>
    private static Marker? Outside(IReadOnlyList<Marker> markers, TimeSpan elapsed) =>
        markers.Any(marker => Off(marker, elapsed) == TimeSpan.Zero) ? null : markers.MinBy(marker => Off(marker, elapsed).Duration());

    /// <summary>How far a marker lies before (negative) or after the recording.</summary>
    private static TimeSpan Off(Marker marker, TimeSpan elapsed) =>
        (marker.End ?? marker.At) < TimeSpan.Zero ? marker.End ?? marker.At
        : marker.At > elapsed ? marker.At - elapsed
        : TimeSpan.Zero;

    private static string Distance(Marker marker, TimeSpan elapsed)
    {
        TimeSpan off = Off(marker, elapsed);
        return off < TimeSpan.Zero ? $"{Readable.Duration(-off)} before it" : $"{Readable.Duration(off)} after it";
    }

    /// <summary>A wrong zone moves a marker by whole quarters of an hour; a wrong unit or clock moves it much farther.</summary>
    private static string Hint(Marker marker, TimeSpan elapsed)
    {
        TimeSpan off = Off(marker, elapsed).Duration();
        TimeSpan steps = Math.Ceiling((off - Coarseness) / ZoneStep) * ZoneStep;
        if (steps > TimeSpan.Zero && steps <= FarthestZone && steps - off <= elapsed)
            return "is a time zone missing? A time without one is local, one that ends in Z is UTC";
        return off < Lately
            ? "were they written during another run?"
            : "are their unit and clock right? Numbers tell them by their size, --markers-clock names the clock";
    }
}
