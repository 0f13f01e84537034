using System.Text.Json;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>A phase as the document of a recording has it.</summary>
internal sealed record RecordedPhase(string Name, long From, long To, double? Change, double? Peak, double? Cpu, long Samples)
{
    public static RecordedPhase Read(JsonElement phase, long start) => new(
        phase.GetProperty("name").GetString()!,
        MarkedRecording.Moment(phase.GetProperty("from_s"), start),
        MarkedRecording.Moment(phase.GetProperty("to_s"), start),
        Number(phase, "rss_change_bytes"),
        Number(phase, "peak_rss_bytes"),
        Number(phase, "cpu_seconds"),
        phase.GetProperty("samples").GetInt64());

    private static double? Number(JsonElement phase, string name) =>
        phase.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
