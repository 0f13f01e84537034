using MemoryTracker.Charts;
using MemoryTracker.Cli;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Cli;

public sealed class OutputFilesTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly List<string> _problems = [];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Every_document_is_written_and_beside_a_CSV_it_is_the_same()
    {
        using OutputFiles files = Open([_scratch.File("x.json")], _scratch.File("y.csv"));

        files.WriteDocuments(Finished.Begun());

        Assert.Equal(["x.json", "y.csv", "y.meta.json"], _scratch.Names());
        Assert.Equal(RecordingJson.Write(Finished.Begun()), File.ReadAllBytes(_scratch.File("x.json")));
        Assert.Equal(_scratch.Text("x.json"), _scratch.Text("y.meta.json"));
        Assert.Empty(_problems);
    }

    [Fact]
    public void A_document_that_cannot_be_written_is_told_once_and_the_others_are_written()
    {
        Directory.CreateDirectory(_scratch.File("gone"));
        using OutputFiles files = Open([_scratch.File("gone/x.json"), _scratch.File("y.json")]);
        Directory.Delete(_scratch.File("gone"));

        files.WriteDocuments(Finished.Begun());
        files.WriteDocuments(Finished.Begun());

        Assert.StartsWith($"{_scratch.File("gone/x.json")} could not be written: ", Assert.Single(_problems), StringComparison.Ordinal);
        Assert.Equal(["y.json"], _scratch.Names());
    }

    [Fact]
    public void A_CSV_that_cannot_be_opened_is_refused_and_the_others_are_closed()
    {
        UserException refusal = Assert.Throws<UserException>(() => Open([_scratch.File("x.csv")], _scratch.File("no/y.csv")));

        Assert.Equal((ExitCode.Failed, $"{_scratch.File("no/y.csv")}: No such file or directory"), (refusal.ExitCode, refusal.Message));
        Assert.Empty(_scratch.Names());
    }

    [Fact]
    public void Lost_rows_are_those_of_the_file_that_lost_most()
    {
        using OutputFiles files = Open([_scratch.File("x.csv")], _scratch.File("y.csv"));
        files.Rows[1].Dispose();
        _ = files.Rows[1].Append("1\n2\n"u8);

        Assert.Equal(2, files.LostRows);
    }

    [Fact]
    public void At_the_end_each_output_is_written_and_only_lines_of_JSON_hold_markers_as_they_come()
    {
        Finished finished = Finished.WithMarkers();
        using OutputFiles files = Open([.. new[] { "x.csv", "x.jsonl", "x.md", "x.trace.json" }.Select(_scratch.File)]);
        files.DescribeBy(() => Finished.Begun());
        foreach (Marker marker in finished.Markers.Markers)
            files.MarkerSink!(marker);
        ISampleSink sink = Assert.Single(files.BeginReplay(TimeSpan.Zero, new ChartOptions()));
        sink.Add(Samples.At(0, rss: 1));

        files.Write(new(finished.Document, finished.Summary, finished.Phases, finished.Markers, Series: null), new());

        Assert.Empty(_problems);
        Assert.Equal(["x.csv", "x.jsonl", "x.md", "x.meta.json", "x.trace.json"], _scratch.Names());
        Assert.Equal(2 + finished.Markers.Markers.Count, _scratch.Text("x.jsonl").Count(c => c == '\n'));
        Assert.StartsWith("**", _scratch.Text("x.md"), StringComparison.Ordinal);
        Assert.EndsWith("}", _scratch.Text("x.trace.json"), StringComparison.Ordinal);
        using OutputFiles withoutLines = Open([_scratch.File("y.csv")]);
        Assert.Null(withoutLines.MarkerSink);
    }

    [Fact]
    public void What_cannot_be_replayed_into_is_told_once_and_what_was_there_stays() => SmallDisk.Use(kibibytes: 64, folder =>
    {
        string path = Path.Combine(folder, "x.trace.json");
        File.WriteAllText(path, "old");
        Finished finished = Finished.Ordinary();
        using (OutputFiles files = Open([path]))
        {
            ISampleSink sink = Assert.Single(files.BeginReplay(TimeSpan.Zero, new ChartOptions()));
            for (int i = 0; i < 5_000; i++)
                sink.Add(Samples.At(i, rss: i));
            files.Write(new(finished.Document, finished.Summary, finished.Phases, finished.Markers, Series: null), new());
        }

        Assert.StartsWith($"{path} could not be written: ", Assert.Single(_problems), StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
    });

    [Fact]
    public void A_picture_on_the_way_that_cannot_be_written_is_told_and_is_no_failure()
    {
        Directory.CreateDirectory(_scratch.File("gone"));
        Finished finished = Finished.Ordinary();
        ChartSeries series = new(TimeSpan.FromSeconds(1), Metric.Rss);
        using OutputFiles files = Open([_scratch.File("gone/x.svg"), _scratch.File("y.svg")]);
        Directory.Delete(_scratch.File("gone"));
        List<string> notices = [];

        files.WriteChartsSoFar(ChartTexts.Content(finished.Document, finished.Summary, series, finished.Markers, TimeAxis.Elapsed, []), new ChartOptions(), notices.Add);

        Assert.StartsWith($"{_scratch.File("gone/x.svg")} could not be written: ", Assert.Single(notices), StringComparison.Ordinal);
        Assert.Empty(_problems);
        Assert.Equal(["y.svg"], _scratch.Names());
        Assert.Equal(0, files.WrittenShare);
    }

    private OutputFiles Open(string[] outputs, string? csv = null)
    {
        OutputFiles files = new(OutputPlan.From(outputs, csv).InParts(""), MetricSet.Default, _problems.Add);
        Assert.Null(files.Begin());
        return files;
    }
}
