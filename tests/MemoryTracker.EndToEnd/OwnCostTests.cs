using System.Globalization;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary>The tracker's own memory: small, and the same however long it records.</summary>
[Collection(nameof(Alone))]
public sealed class OwnCostTests
{
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public async Task Its_memory_does_not_grow_with_the_recording()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "0", "-o", "chart.png");

        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 20_000);
        long early = ResidentBytes(tracker.Pid);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 300_000);
        long late = ResidentBytes(tracker.Pid);
        tracker.Send(Signal.Term);
        (await tracker.End()).Expect(0);

        Assert.InRange(late, 1, 16 * Mebibyte);
        Assert.InRange(late - early, long.MinValue, 2 * Mebibyte);
    }

    private static long ResidentBytes(int pid)
    {
        const string Field = "VmRSS:";
        string line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith(Field, StringComparison.Ordinal));
        return long.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
