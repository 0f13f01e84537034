using MemoryTracker.Cli;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Cli;

public sealed class OutputPlanTests : IDisposable
{
    private static readonly string[] Whole = [""];
    private static readonly string[] Parts = ["memory", "cpu"];

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Without_an_output_there_is_one_chart()
    {
        OutputPlan plan = OutputPlan.From([], null).InParts(Whole);

        Assert.Equal([new PlannedOutput("memory_usage.png", OutputKind.Picture)], plan.Outputs);
        Assert.Equal(["memory_usage.png"], plan.Files);
        Assert.True(plan.HasCharts);
        Assert.False(plan.HasRows);
    }

    [Fact]
    public void A_CSV_of_its_own_option_does_not_replace_the_chart()
    {
        OutputPlan plan = OutputPlan.From([], "data.csv").InParts(Whole);

        Assert.Equal(["memory_usage.png", "data.csv", "data.meta.json"], plan.Files);
        Assert.Equal(["data.meta.json"], plan.Of(OutputKind.Document));
    }

    [Fact]
    public void Each_output_is_what_its_ending_says()
    {
        OutputPlan plan = OutputPlan.From(["a.png", "b.CSV", "c.json", "d.PNG", "e.tar.csv"], "f").InParts(Whole);

        Assert.Equal(["a.png", "d.PNG"], plan.Of(OutputKind.Picture));
        Assert.Equal(["b.CSV", "e.tar.csv", "f"], plan.Of(OutputKind.Csv));
        Assert.Equal(["c.json", "b.meta.json", "e.tar.meta.json", "f.meta.json"], plan.Of(OutputKind.Document));
    }

    [Theory]
    [InlineData("x.png", ".png")]
    [InlineData("x.CSV", ".csv")]
    [InlineData("x.jsonl", ".jsonl")]
    [InlineData("x.json", ".json")]
    [InlineData("x.trace.json", ".trace.json")]
    [InlineData("x.Trace.JSON", ".trace.json")]
    [InlineData(".trace.json", ".trace.json")]
    [InlineData("trace.json", ".json")]
    [InlineData("x.trace.csv", ".csv")]
    [InlineData("x.md", ".md")]
    [InlineData("x.JUnit.xml", ".junit.xml")]
    public void The_longest_ending_holds(string file, string ending) => Assert.Equal(ending, OutputKind.Of(file)?.Ending);

    [Fact]
    public void Lines_of_JSON_have_no_document_beside_them() => Assert.Equal(["x.jsonl"], OutputPlan.From(["x.jsonl"], null).InParts(Whole).Files);

    [Fact]
    public void Every_format_is_made_in_one_way() => Assert.All(OutputKind.All, kind => Assert.Equal(
        kind == OutputKind.Document ? 0 : 1,
        new object?[] { kind.Draw, kind.Rows, kind.Write, kind.Replay }.Count(way => way is not null)));

    [Theory]
    [InlineData("x.png", "x.memory.png", "x.cpu.png")]
    [InlineData("some.folder/x.y.png", "some.folder/x.y.memory.png", "some.folder/x.y.cpu.png")]
    public void A_chart_in_parts_is_a_file_for_each(string chart, string memory, string cpu) =>
        Assert.Equal([memory, cpu], OutputPlan.From([chart], null).InParts(Parts).Files);

    [Fact]
    public void A_pipe_or_a_device_has_no_document_beside_it()
    {
        Assert.Equal(0, LibC.MakeFifo(_scratch.File("pipe.csv"), 0x180));

        Assert.Empty(OutputPlan.From(["x.png"], "/dev/null").InParts(Whole).Of(OutputKind.Document));
        Assert.Empty(OutputPlan.From([_scratch.File("pipe.csv")], null).InParts(Whole).Of(OutputKind.Document));
        OutputPlan.From([_scratch.File("pipe.csv")], "/dev/null").InParts(Whole).Check();
        Assert.Equal(["pipe.csv"], _scratch.Names());
    }

    [Theory]
    [InlineData("x.txt")]
    [InlineData("x")]
    [InlineData("png")]
    [InlineData("")]
    [InlineData("x.png.bak")]
    public void An_unknown_ending_is_refused_with_the_list(string output) => AssertRefused(
        ExitCode.Usage, $"--output: the ending of '{output}' says what is written and must be one of .png, .svg, .pdf, .html, .csv, .jsonl, .json, .md, .junit.xml, .trace.json", [output]);

    [Fact]
    public void A_hostile_name_is_shown_cleaned() =>
        AssertRefused(ExitCode.Usage, "--output: the ending of 'a\ufffd[2J' says what is written and must be one of .png, .svg, .pdf, .html, .csv, .jsonl, .json, .md, .junit.xml, .trace.json", ["a\e[2J"]);

    [Fact]
    public void A_CSV_without_a_name_is_refused() => AssertRefused(ExitCode.Usage, "--csv-output: '' names no file", ["x.png"], "");

    [Theory]
    [InlineData(new[] { "x.png", "x.png" }, null, false, "x.png")]
    [InlineData(new[] { "x.csv" }, "./x.csv", false, "x.csv")]
    [InlineData(new[] { "x.meta.json", "x.csv" }, null, false, "x.meta.json")]
    [InlineData(new[] { "x.csv" }, "x", false, "x.meta.json")]
    [InlineData(new[] { "x.png" }, "a/../x.png", false, "x.png")]
    [InlineData(new[] { "x.png", "x.cpu.png" }, "x.memory.png", true, "x.memory.png")]
    public void Two_outputs_in_one_file_are_refused(string[] outputs, string? csv, bool hasParts, string file) => AssertRefused(
        ExitCode.Usage, $"two outputs would be written into one file, '{file}': give them different names", outputs, csv, hasParts ? Parts : Whole);

    [Fact]
    public void A_chart_whose_parts_have_names_of_their_own_is_no_double() =>
        Assert.Single(OutputPlan.From(["x.png"], "x.png").InParts(Parts).Of(OutputKind.Csv));

    [Fact]
    public void A_folder_is_refused()
    {
        AssertRefused(ExitCode.Failed, $"'{_scratch.Folder}' is a folder: name a file in it", [_scratch.Folder]);
        AssertRefused(ExitCode.Failed, "'new/' is a folder: name a file in it", ["new/"]);
        AssertRefused(ExitCode.Failed, $"'{_scratch.Folder}' is a folder: name a file in it", ["x.png"], _scratch.Folder);
    }

    [Fact]
    public void A_folder_in_the_place_of_a_part_of_a_chart_is_refused_before_anything_starts()
    {
        Directory.CreateDirectory(_scratch.File("x.cpu.png"));

        AssertRefused(ExitCode.Failed, $"'{_scratch.File("x.cpu.png")}' is a folder: name a file in it", [_scratch.File("x.png")], null, Parts);
    }

    [Fact]
    public void A_missing_folder_is_refused() => AssertRefused(
        ExitCode.Failed,
        $"'{_scratch.File("no/x.png")}' cannot be written, there is no folder '{_scratch.File("no")}': make it first",
        [_scratch.File("no/x.png")]);

    [Fact]
    public void A_folder_that_takes_no_files_is_refused()
    {
        UserException refusal = Assert.Throws<UserException>(() => OutputPlan.From(["/proc/self/x.png"], null).InParts(Whole).Check());

        Assert.Equal(ExitCode.Failed, refusal.ExitCode);
        Assert.StartsWith("'/proc/self/x.png' cannot be written (", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("): choose another place", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checking_leaves_no_file_and_changes_none()
    {
        _scratch.Write("old.csv", "old");

        OutputPlan.From([_scratch.File("x.png"), _scratch.File("x.json")], _scratch.File("old.csv")).InParts(Parts).Check();

        Assert.Equal(["old.csv"], _scratch.Names());
        Assert.Equal("old", _scratch.Text("old.csv"));
    }

    private static void AssertRefused(int exitCode, string message, string[] outputs, string? csv = null, string[]? parts = null)
    {
        UserException refusal = Assert.Throws<UserException>(() => OutputPlan.From(outputs, csv).InParts(parts ?? Whole).Check());

        Assert.Equal((exitCode, message), (refusal.ExitCode, refusal.Message));
    }
}
