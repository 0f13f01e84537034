using System.Text.Json;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>What the tests ask of the JSON document of a recording, as any program would read it; null where it says nothing yet.</summary>
internal sealed record MetaDocument(string? EndReason, string? Signal, long? Samples, long? MissedTicks, long? LostRows)
{
    public static MetaDocument Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement root = document.RootElement;
        return new(
            Find(root, "end", "reason")?.GetString(),
            Find(root, "end", "signal")?.GetString(),
            Find(root, "statistics", "samples")?.GetInt64(),
            Find(root, "accuracy", "missed_ticks")?.GetInt64(),
            Find(root, "accuracy", "lost_rows")?.GetInt64());
    }

    private static JsonElement? Find(JsonElement root, string part, string name)
    {
        bool isThere = root.TryGetProperty(part, out JsonElement found) && found.ValueKind == JsonValueKind.Object;
        return isThere && found.TryGetProperty(name, out JsonElement value) ? value : null;
    }
}
