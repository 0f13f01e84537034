using System.Text.Json;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>A process as the JSON document of a recording of several lists it; null where it says that something is unknown.</summary>
internal sealed record ListedProcess(
    int Pid, int? Parent, ulong? StartTicks, string? Command, double FirstS, double LastS, long? PeakRssBytes, double? CpuSeconds, int? ExitCode, string? Signal)
{
    public static ListedProcess Read(JsonElement process) => new(
        process.GetProperty("pid").GetInt32(),
        process.GetProperty("parent") is { ValueKind: JsonValueKind.Number } parent ? parent.GetInt32() : null,
        process.GetProperty("start_ticks") is { ValueKind: JsonValueKind.Number } ticks ? ticks.GetUInt64() : null,
        process.GetProperty("command").GetString(),
        process.GetProperty("first_s").GetDouble(),
        process.GetProperty("last_s").GetDouble(),
        process.GetProperty("peak_rss_bytes") is { ValueKind: JsonValueKind.Number } peak ? peak.GetInt64() : null,
        process.GetProperty("cpu_seconds") is { ValueKind: JsonValueKind.Number } cpu ? cpu.GetDouble() : null,
        process.GetProperty("exit_code") is { ValueKind: JsonValueKind.Number } code ? code.GetInt32() : null,
        process.GetProperty("signal").GetString());
}
