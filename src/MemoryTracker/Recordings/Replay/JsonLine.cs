using System.Text.Json;

namespace MemoryTracker.Recordings.Replay;

/// <summary>What a line of a recording in JSON is.</summary>
internal static class JsonLine
{
    /// <summary>Whether it is a row as the recorder writes them.</summary>
    public static bool IsSample(ReadOnlySpan<byte> line) => line.StartsWith("{\"type\":\"sample\","u8);

    /// <summary>The type with which a line begins, or a text whose first line it is; null when there is none.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("{"u8))
            return null;
        try
        {
            Utf8JsonReader json = new(text, isFinalBlock: false, default);
            bool hasType = json.Read() && json.Read() && json.ValueTextEquals("type"u8) && json.Read() && json.TokenType == JsonTokenType.String;
            return hasType ? json.GetString() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
