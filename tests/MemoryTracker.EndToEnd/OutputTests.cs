using System.Text.RegularExpressions;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>Which files a recording writes, and what they hold.</summary>
public sealed partial class OutputTests
{
    [Fact]
    public async Task Without_an_output_the_picture_has_the_name_it_always_had()
    {
        using Scratch scratch = new();
        await Record(scratch);

        Assert.Equal(["memory_usage.png"], scratch.Names());
        PngImage.Read(scratch.File("memory_usage.png"));
    }

    [Fact]
    public async Task Every_output_is_written_and_the_usual_picture_is_not()
    {
        using Scratch scratch = new();
        await Record(scratch, "-o", "a.png", "-o", "b.png", "-o", "c.csv", "-o", "d.json", "-c", "e.csv");

        Assert.Equal(["a.png", "b.png", "c.csv", "c.meta.json", "d.json", "e.csv", "e.meta.json"], scratch.Names());
        Assert.Equal(scratch.Bytes("a.png"), scratch.Bytes("b.png"));
        Assert.Equal(scratch.Bytes("c.csv"), scratch.Bytes("e.csv"));
    }

    [Fact]
    public async Task A_file_that_was_there_is_replaced()
    {
        using Scratch scratch = new();
        foreach (string name in (string[])["x.png", "x.csv", "x.json"])
            await File.WriteAllTextAsync(scratch.File(name), new string('?', 1_000_000), TestContext.Current.CancellationToken);

        await Record(scratch, "-o", "x.png", "-o", "x.csv", "-o", "x.json");

        PngImage.Read(scratch.File("x.png"));
        CsvRecording.Read(scratch.File("x.csv"));
        MetaDocument.Read(scratch.File("x.json"));
    }

    [Fact]
    public async Task The_document_beside_a_CSV_is_there_from_the_start_and_is_complete_at_the_end()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "-o", "x.json");
        Assert.Null(MetaDocument.Read(scratch.File("data.meta.json")).EndReason);

        load.Begin();
        (await tracker.End()).Expect(0);

        Assert.NotNull(MetaDocument.Read(scratch.File("data.meta.json")).EndReason);
        Assert.Equal(scratch.Bytes("x.json"), scratch.Bytes("data.meta.json"));
    }

    [Theory]
    [InlineData("ru_RU.UTF-8")]
    [InlineData("de_DE.UTF-8")]
    [InlineData("ar_SA.UTF-8")]
    public async Task Figures_are_written_the_same_in_every_language(string language)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(
            scratch,
            [PublishedBinary.Path, "--pid", $"{load.Pid}", "-i", "0.05s", "-d", "0.5", "-c", "data.csv", "-o", "x.json"],
            ("LC_ALL", language),
            ("LANG", language),
            ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"));
        Ended ended = (await tracker.End()).Expect(0);

        CsvRecording.Read(scratch.File("data.csv"));
        MetaDocument.Read(scratch.File("x.json"));
        Assert.DoesNotMatch(DecimalComma(), ended.Output);
        Assert.Matches(DecimalPoint(), ended.Output);
    }

    [Fact]
    public async Task Live_lines_are_at_most_ten_a_second_and_none_when_quiet()
    {
        using Scratch scratch = new();
        const int Seconds = 2;
        string[] options = ["-i", "1ms", "-d", $"{Seconds}", "-o", "x.json"];
        Ended loud = await Record(scratch, options);
        Ended quiet = await Record(scratch, [.. options, "--quiet"]);

        Assert.InRange(LiveLines(loud), 2, (10 * Seconds) + 2);
        Assert.Equal(0, LiveLines(quiet));
        Assert.DoesNotContain('\e', loud.Output);
        Assert.DoesNotContain('\r', loud.Output);
    }

    private static int LiveLines(Ended ended) => ended.Output.Split('\n').Count(line => StartsWithTimeOfDay().IsMatch(line));

    private static async Task<Ended> Record(Scratch scratch, params string[] options)
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        string[] shortly = options.Contains("-i") ? [] : ["-i", "50ms", "-d", "0.5"];
        return (await Tracker.Run(scratch, ["--pid", $"{load.Pid}", .. shortly, .. options])).Expect(0);
    }

    [GeneratedRegex("[0-9],[0-9]( |$)")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"[0-9]\.[0-9]")]
    private static partial Regex DecimalPoint();

    [GeneratedRegex("^[^a-z]{0,4}[0-9]{2}:[0-9]{2}:[0-9]{2}")]
    private static partial Regex StartsWithTimeOfDay();
}
