using MemoryTracker.Cli;
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
    }

    [Fact]
    public void Lost_rows_are_those_of_the_file_that_lost_most()
    {
        using OutputFiles files = Open([_scratch.File("x.csv")], _scratch.File("y.csv"));
        files.Csv[1].Dispose();
        _ = files.Csv[1].Append("1\n2\n"u8);

        Assert.Equal(2, files.LostRows);
    }

    private OutputFiles Open(string[] outputs, string? csv = null)
    {
        OutputFiles files = new(OutputPlan.From(outputs, csv, ""), MetricSet.Default, _problems.Add);
        Assert.Null(files.Begin());
        return files;
    }
}
