using System.Text.Json;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>What the JSON document of a finished recording says of a launched command, of several processes and of restarts.</summary>
internal sealed record SetDocument(
    IReadOnlyList<string> Argv,
    IReadOnlyList<ListedProcess> Processes,
    long NotListed,
    long? Restarts,
    string? EndReason,
    int? ExitCode,
    string? SignalKilled,
    string? Oom,
    WaitTotals? Wait4)
{
    public static SetDocument Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement root = document.RootElement;
        JsonElement end = root.GetProperty("end");
        List<ListedProcess> processes = [.. root.GetProperty("processes").EnumerateArray().Select(ListedProcess.Read)];
        Assert.Equal(processes.OrderByDescending(process => process.PeakRssBytes ?? -1), processes);
        return new(
            root.GetProperty("target").GetProperty("argv") is { ValueKind: JsonValueKind.Array } argv ? [.. argv.EnumerateArray().Select(word => word.GetString()!)] : [],
            processes,
            root.GetProperty("processes_not_listed").GetInt64(),
            root.GetProperty("restarts") is { ValueKind: JsonValueKind.Number } restarts ? restarts.GetInt64() : null,
            end.GetProperty("reason").GetString(),
            end.GetProperty("exit_code") is { ValueKind: JsonValueKind.Number } code ? code.GetInt32() : null,
            end.GetProperty("signal_killed").GetString(),
            end.GetProperty("oom").GetString(),
            end.GetProperty("wait4") is { ValueKind: JsonValueKind.Object } totals ? WaitTotals.Read(totals) : null);
    }

    public ListedProcess Listed(int pid) => Assert.Single(Processes, process => process.Pid == pid);
}
