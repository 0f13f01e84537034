using System.Text.Json;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>What the JSON document of a recording says of markers and phases. Moments are nanoseconds since 1970.</summary>
internal sealed record MarkedRecording(IReadOnlyList<RecordedMarker> Markers, IReadOnlyList<RecordedPhase> Phases, long NotUnderstood)
{
    public static MarkedRecording Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement root = document.RootElement;
        long start = (root.GetProperty("start").GetDateTime() - DateTime.UnixEpoch).Ticks * 100;
        return new(
            [.. root.GetProperty("markers").EnumerateArray().Select(marker => RecordedMarker.Read(marker, start))],
            root.GetProperty("phases") is { ValueKind: JsonValueKind.Array } phases ? [.. phases.EnumerateArray().Select(phase => RecordedPhase.Read(phase, start))] : [],
            root.GetProperty("marker_lines").GetProperty("not_understood").GetInt64());
    }

    internal static long Moment(JsonElement seconds, long start) => start + (long)(seconds.GetDecimal() * 1_000_000_000);
}
