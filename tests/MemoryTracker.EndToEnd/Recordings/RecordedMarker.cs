using System.Text.Json;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>A marker as the document of a recording has it.</summary>
internal sealed record RecordedMarker(string Label, long From, long To, bool IsApproximate, bool IsOpen, string? Color, string Tags)
{
    public static RecordedMarker Read(JsonElement marker, long start)
    {
        long from = MarkedRecording.Moment(marker.GetProperty("elapsed_s"), start);
        return new(
            marker.GetProperty("label").GetString()!,
            from,
            marker.TryGetProperty("end_s", out JsonElement end) ? MarkedRecording.Moment(end, start) : from,
            marker.TryGetProperty("approximate", out _),
            marker.TryGetProperty("open", out _),
            marker.TryGetProperty("color", out JsonElement color) ? color.GetString() : null,
            marker.TryGetProperty("tags", out JsonElement tags) ? string.Join(' ', tags.EnumerateArray()) : "");
    }
}
