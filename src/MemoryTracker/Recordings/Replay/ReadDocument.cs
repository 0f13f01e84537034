using System.Text.Json;
using MemoryTracker.Markers;

namespace MemoryTracker.Recordings.Replay;

/// <summary>A document that was read from a file, which anybody may have written: what no recorder writes is refused, and what is shown of it is safe to show.</summary>
internal static class ReadDocument
{
    private const double LongestInterval = 1e9;

    // A few more than a recorder keeps are those that were open.
    private const int MostMarkers = 2 * MarkerLog.Capacity;
    private const int MostLimits = 1000;

    /// <summary>The document in a text; keys that are not known here are passed over.</summary>
    /// <exception cref="JsonException">It is none, or one of a form that is not known here.</exception>
    public static RecordingDocument Of(ReadOnlySpan<byte> json)
    {
        RecordingDocument document = Whole(RecordingJson.Read(json));
        return Problem(document) is { } problem ? throw new JsonException(problem) : Clean(document);
    }

    /// <summary>A marker that was read from a file, safe to show.</summary>
    public static RecordingDocument.MarkerFacts Clean(RecordingDocument.MarkerFacts marker) => marker with
    {
        Label = SafeText.Clean(marker.Label),
        Color = Clean(marker.Color),
        Tags = marker.Tags is { } tags ? [.. tags.Select(SafeText.Clean)] : null,
    };

    /// <summary>Whether a marker is one that a recorder writes.</summary>
    public static bool IsWhole(RecordingDocument.MarkerFacts? marker) => marker is not null && !HasHole(marker.Tags);

    /// <summary>What the text does not mention is not what the document has when it is made, but nothing at all.</summary>
    private static RecordingDocument Whole(RecordingDocument document) => document with
    {
        Markers = (IReadOnlyList<RecordingDocument.MarkerFacts>?)document.Markers ?? [],
        Limits = (IReadOnlyList<RecordingDocument.LimitFacts>?)document.Limits ?? [],
        MarkerLines = (RecordingDocument.MarkerLineFacts?)document.MarkerLines ?? new(0, 0, 0),
        Statistics = document.Statistics is { Columns: null } statistics ? statistics with { Columns = [] } : document.Statistics,
    };

    private static string? Problem(RecordingDocument document)
    {
        if (document.IntervalS is < 0 or > LongestInterval)
            return "its interval is none";
        // The time of day and a hundred years more must be a time.
        if (document.Start is { Year: < 1900 or > 2300 })
            return "its start is none";
        bool hasHole = HasHole(document.Metrics) || HasHole(document.Target.Argv) || HasHole(document.Phases) || HasHole(document.PhaseTotals) || HasHole(document.Processes) || HasHole(document.Limits) || HasHole(document.Assertions);
        return hasHole || !document.Markers.All(IsWhole) ? "a list in it has nothing where something must stand"
            : document.Markers.Count > MostMarkers ? "it has far too many markers"
            : document.Limits.Count > MostLimits ? "it has far too many limits"
            : document.Limits.Any(limit => !double.IsFinite(limit.Bound) || limit.Crossings < 0) ? "one of its limits is none"
            : null;
    }

    /// <summary>The form of JSON has no say in what the elements of a list may be.</summary>
    private static bool HasHole<T>(IReadOnlyList<T>? list)
        where T : class => list?.Any(element => element is null) == true;

    private static RecordingDocument Clean(RecordingDocument document) => document with
    {
        Tool = SafeText.Clean(document.Tool),
        Host = document.Host is { } host ? host with { Name = SafeText.Clean(host.Name), Kernel = SafeText.Clean(host.Kernel) } : null,
        MemoryLimit = document.MemoryLimit is { } limit ? limit with { Source = SafeText.Clean(limit.Source) } : null,
        Target = document.Target with { Command = SafeText.Clean(document.Target.Command), LastCommand = Clean(document.Target.LastCommand) },
        Scope = SafeText.Clean(document.Scope),
        Metrics = [.. document.Metrics.Select(metric => new RecordingDocument.MetricFacts(
            SafeText.Clean(metric.Name), SafeText.Clean(metric.Column), SafeText.Clean(metric.Meaning), SafeText.Clean(metric.Source)))],
        Limits = [.. document.Limits.Select(limit => limit with
        {
            Text = SafeText.Clean(limit.Text), Metric = SafeText.Clean(limit.Metric), Relation = SafeText.Clean(limit.Relation),
        })],
        Start = document.Start?.ToUniversalTime(),
        End = document.End is { } end ? Clean(end) : null,
        Markers = [.. document.Markers.Select(Clean)],
        Phases = document.Phases is { } phases ? [.. phases.Select(phase => phase with { Name = SafeText.Clean(phase.Name) })] : null,
        PhaseTotals = document.PhaseTotals is { } totals ? [.. totals.Select(total => total with { Name = SafeText.Clean(total.Name) })] : null,
        Assertions = document.Assertions is { } assertions
            ? [.. assertions.Select(assertion => assertion with { Text = SafeText.Clean(assertion.Text), Unit = SafeText.Clean(assertion.Unit), Why = Clean(assertion.Why) })]
            : null,
        Processes = document.Processes is { } processes
            ? [.. processes.Select(process => process with { Command = Clean(process.Command), Signal = Clean(process.Signal) })]
            : null,
    };

    private static RecordingDocument.EndFacts Clean(RecordingDocument.EndFacts end) => end with
    {
        Reason = SafeText.Clean(end.Reason),
        Signal = Clean(end.Signal),
        SignalKilled = Clean(end.SignalKilled),
        Oom = Clean(end.Oom),
    };

    private static string? Clean(string? text) => text is null ? null : SafeText.Clean(text);
}
