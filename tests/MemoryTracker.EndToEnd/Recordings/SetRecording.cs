namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>A recording of several processes read back from its CSV, held to what the format promises on the way.</summary>
internal sealed class SetRecording
{
    private const string Leading = "time,elapsed_s,pid,command,";

    private SetRecording(string[] columns, List<SetTick> ticks) => (Columns, Ticks) = (columns, ticks);

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<SetTick> Ticks { get; }

    public IEnumerable<SetRow> Totals => Ticks.Select(tick => tick.Total);

    public SetRow Last => Ticks[^1].Total;

    public static SetRecording Read(string path)
    {
        string text = File.ReadAllText(path);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        List<string[]> records = CsvText.Records(text);
        Assert.NotEmpty(records);
        Assert.StartsWith(Leading, string.Join(',', records[0]), StringComparison.Ordinal);

        List<SetTick> ticks = Ticked(records[1..].ConvertAll(cells => SetRow.Parse(records[0], cells)));
        Assert.NotEmpty(ticks);
        foreach ((SetRow before, SetRow row) in ticks.Zip(ticks.Skip(1), (before, tick) => (before.Total, tick.Total)))
            Assert.True(row.Elapsed >= before.Elapsed && row.Time >= before.Time, $"time runs backwards from {before} to {row}");

        return new(records[0], ticks);
    }

    /// <summary>The ticks that lie within two moments with all that reading a large tree takes.</summary>
    public List<SetTick> Between(long from, long to)
    {
        const long ReadingATree = 150_000_000;
        List<SetTick> ticks = [.. Ticks.Where(tick => tick.Time >= from && tick.Time <= to - ReadingATree)];
        Assert.NotEmpty(ticks);
        return ticks;
    }

    /// <summary>The total first in each tick, then each process once; their rows have the total's moment.</summary>
    private static List<SetTick> Ticked(List<SetRow> rows)
    {
        List<SetTick> ticks = [];
        List<SetRow> processes = [];
        foreach (SetRow row in rows)
        {
            if (row.IsTotal)
            {
                Assert.Empty(row.Command);
                processes = [];
                ticks.Add(new(row, processes));
                continue;
            }

            Assert.True(ticks.Count > 0 && ticks[^1].Total.Elapsed.Equals(row.Elapsed), $"no total of the same moment before {row}");
            Assert.DoesNotContain(row.Pid, processes.Select(process => process.Pid));
            processes.Add(row);
        }

        return ticks;
    }
}
