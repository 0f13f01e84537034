namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>A recording read back from its CSV, held to what the format promises on the way.</summary>
internal sealed class CsvRecording
{
    private const string Header = "time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent";

    private CsvRecording(List<Row> rows) => Rows = rows;

    public IReadOnlyList<Row> Rows { get; }

    public Row First => Rows[0];

    public Row Last => Rows[^1];

    /// <summary>Rows that hold a sample: all but the end row.</summary>
    public IEnumerable<Row> Samples => Rows.Where(row => row.Rss is not null);

    /// <summary>Of a recording that ended in order: the file ends in a whole row.</summary>
    public static CsvRecording Read(string path)
    {
        string text = File.ReadAllText(path);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return Parse(text);
    }

    /// <summary>Of a recording whose tracker was killed or whose disk was full: the last line may be torn.</summary>
    public static CsvRecording ReadTorn(string path) => Parse(File.ReadAllText(path));

    private static CsvRecording Parse(string text)
    {
        List<string[]> records = CsvText.Records(text);
        Assert.NotEmpty(records);
        Assert.Equal(Header, string.Join(',', records[0]));

        List<Row> rows = records[1..].ConvertAll(Row.Parse);
        Assert.NotEmpty(rows);
        Assert.Equal(0, rows[0].Elapsed);
        Assert.Null(rows[0].Cpu);
        Assert.Null(rows[0].PeakRss);
        foreach ((Row before, Row row) in rows.Zip(rows.Skip(1)))
            Assert.True(row.Elapsed >= before.Elapsed && row.Time >= before.Time, $"time runs backwards from {before} to {row}");

        return new(rows);
    }
}
