using System.Globalization;
using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>What must hold of every recording that is read: it could have been taken, and written in our own forms it reads as the same.</summary>
internal static class RecordingCheck
{
    private const double HighestFigure = 1L << 62;
    private const int MostNotices = 16;

    // Of a figure of more digits than a double holds the last may be another.
    private const double Rounding = 1e-12;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_600);

    public static void Of(RecordedFile file)
    {
        byte[] csv = Written(file);
        Invariant.Holds(file.Notices.Count <= MostNotices);
        foreach (string notice in file.Notices)
            Invariant.IsSafe(notice);
        Invariant.IsSafe(file.Document.Title);
        _ = file.Document.Markers(_ => { });
        _ = file.Document.Phases();
        _ = file.Document.Results();
        using RecordedFile lines = JsonlRecording.Of(Text(AsJsonLines(csv, file)), RecordedText.StandardInput)!;
        CheckSame(csv, Written(lines));
        // Without a metric nothing in a CSV tells that it is ours.
        using RecordedFile? again = CsvRecording.Of(Text(csv), RecordedText.StandardInput);
        Invariant.Holds(again is null == file.Metrics.InOrder.IsEmpty);
        if (again is not null)
            CheckSame(csv, Written(again));
    }

    /// <summary>Reads it to its end, looks at every sample, and writes them as CSV.</summary>
    private static byte[] Written(RecordedFile file)
    {
        using MemoryStream csv = new();
        csv.Write(CsvRow.Header(file.Metrics));
        CsvRow format = new(file.Metrics);
        Sample sample = new();
        TimeSpan before = TimeSpan.Zero;
        Span<byte> row = stackalloc byte[CsvRow.MaxLength];
        while (file.TryRead(sample))
        {
            Invariant.Holds(sample.Elapsed >= before && sample.Elapsed <= Longest);
            Invariant.Holds(sample.CpuTime is null || sample.CpuTime >= TimeSpan.Zero);
            before = sample.Elapsed;
            Check(sample.Total);
            csv.Write(row[..format.Format(sample, row)]);
            int ordinal = -1;
            foreach (Figures process in sample.Processes)
            {
                Invariant.Holds(process.Ordinal > ordinal);
                ordinal = process.Ordinal;
                Check(process);
                // As the writer does: it would look like another total.
                if (process.Pid is not null)
                    csv.Write(row[..format.Format(sample, process, row)]);
            }
        }

        Invariant.Holds(!file.TryRead(sample));
        return csv.ToArray();
    }

    private static void Check(Figures row)
    {
        Invariant.Holds(row.Pid is null or >= 0);
        foreach (Metric metric in Metric.All)
            Invariant.Holds(double.IsNaN(row[metric]) || row[metric] is >= 0 and <= HighestFigure);
    }

    private static RecordedText Text(byte[] content) => RecordedText.Of(new MemoryStream(content), "again");

    private static byte[] AsJsonLines(byte[] csv, RecordedFile file)
    {
        using MemoryStream lines = new();
        // Only what is asked of it here: the metrics.
        lines.Write(RecordingJson.WriteLine("meta", ConcludedDocument.Of(new FirstRows([], (_, _) => false), file.Metrics, hasPids: true, "x")));
        JsonRow format = new(file.Metrics);
        byte[] line = new byte[format.MaxLength];
        ReadOnlySpan<byte> rows = csv;
        foreach (Range row in rows[(rows.IndexOf((byte)'\n') + 1)..].Split((byte)'\n'))
        {
            ReadOnlySpan<byte> text = rows[(rows.IndexOf((byte)'\n') + 1)..][row];
            if (!text.IsEmpty)
                lines.Write(line, 0, format.Format(text, line));
        }

        return lines.ToArray();
    }

    private static void CheckSame(byte[] first, byte[] second)
    {
        if (first.AsSpan().SequenceEqual(second))
            return;
        string[] one = Cells(first);
        string[] other = Cells(second);
        Invariant.Holds(one.Length == other.Length);
        for (int i = 0; i < one.Length; i++)
            Invariant.Holds(one[i] == other[i] || IsNear(one[i], other[i]), $"{SafeText.Clean(one[i])} is read as {SafeText.Clean(other[i])}");
    }

    /// <summary>Of a moment in the order of PIDs: a process that another tool's log left out for a moment is another one in ours, and the last.</summary>
    private static string[] Cells(byte[] csv) =>
    [
        .. from row in Encoding.UTF8.GetString(csv).Split('\n')
           let cells = row.Split(',')
           orderby cells.ElementAtOrDefault(1), cells.ElementAtOrDefault(2)
           from cell in cells
           select cell,
    ];

    private static bool IsNear(string one, string other) =>
        double.TryParse(one, CultureInfo.InvariantCulture, out double first) && double.TryParse(other, CultureInfo.InvariantCulture, out double second)
        && Math.Abs(first - second) <= Math.Abs(first) * Rounding;
}
