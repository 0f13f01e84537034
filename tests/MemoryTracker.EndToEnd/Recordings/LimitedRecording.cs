using System.Text.Json;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>What the JSON document of a finished recording says of its first limit, its end and its markers. Moments are seconds since its start.</summary>
internal sealed record LimitedRecording(long? Crossings, double? FirstCrossedS, string? EndReason, double ElapsedS, IReadOnlyList<(string Label, double At)> Markers, double MostProcesses)
{
    public static LimitedRecording Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement root = document.RootElement;
        JsonElement limit = root.GetProperty("limits")[0];
        JsonElement end = root.GetProperty("end");
        return new(
            limit.GetProperty("crossings").GetInt64(),
            limit.GetProperty("first_crossed_s") is { ValueKind: JsonValueKind.Number } first ? first.GetDouble() : null,
            end.GetProperty("reason").GetString(),
            end.GetProperty("elapsed_s").GetDouble(),
            [.. root.GetProperty("markers").EnumerateArray().Select(marker => (marker.GetProperty("label").GetString()!, marker.GetProperty("elapsed_s").GetDouble()))],
            root.GetProperty("statistics").TryGetProperty("processes", out JsonElement processes) ? processes.GetProperty("max").GetDouble() : double.NaN);
    }
}
