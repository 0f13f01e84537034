using System.Text.Json;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>What wait4(2) said of a launched command when it ended.</summary>
internal sealed record WaitTotals(double UserS, double SystemS, long? PeakRssBytes, long MinorFaults, long MajorFaults)
{
    public double CpuS => UserS + SystemS;

    public static WaitTotals Read(JsonElement totals) => new(
        totals.GetProperty("user_s").GetDouble(),
        totals.GetProperty("system_s").GetDouble(),
        totals.GetProperty("peak_rss_bytes") is { ValueKind: JsonValueKind.Number } peak ? peak.GetInt64() : null,
        totals.GetProperty("minor_faults").GetInt64(),
        totals.GetProperty("major_faults").GetInt64());
}
