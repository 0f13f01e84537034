using System.Text.Json;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>A recording in lines of JSON, as any program would read it; a last line that is not whole is left out.</summary>
internal sealed class JsonLines
{
    private JsonLines(IReadOnlyList<JsonElement> all, bool isTorn) => (All, IsTorn) = (all, isTorn);

    public IReadOnlyList<JsonElement> All { get; }

    public bool IsTorn { get; }

    public IReadOnlyList<JsonElement> Samples => Of("sample");

    public static JsonLines Read(string path)
    {
        string[] lines = File.ReadAllText(path).Split('\n');
        return new([.. lines[..^1].Select(line => JsonDocument.Parse(line).RootElement)], lines[^1].Length > 0);
    }

    public IReadOnlyList<JsonElement> Of(string type) => [.. All.Where(line => line.GetProperty("type").GetString() == type)];
}
