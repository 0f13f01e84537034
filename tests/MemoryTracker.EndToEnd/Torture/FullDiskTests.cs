using System.Globalization;
using System.Text.RegularExpressions;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd.Torture;

/// <summary>
/// The room for a file ends at any byte of it (RLIMIT_FSIZE: the write that meets the limit writes a part, as on a full disk, and the next one fails): only whole rows are left, each trouble is told once,
/// and no row is lost without being counted.
/// </summary>
public sealed partial class FullDiskTests
{
    private const int SomeBytes = 37;

    // The header, and three rows of a process of two megabytes.
    private const int CsvBytes = 280;

    // The first line, and two samples.
    private const int JsonLinesBytes = 1750;

    [Fact]
    public Task Room_that_ends_at_some_bytes_of_a_CSV() => EndAtEach(SomeBytes, CsvBytes, "data.csv");

    [Fact]
    public Task Room_that_ends_at_some_bytes_of_lines_of_JSON() => EndAtEach(10 * SomeBytes, JsonLinesBytes, "data.jsonl");

    [Fact(Explicit = true)]
    public Task Room_that_ends_at_every_byte_of_a_CSV() => EndAtEach(1, CsvBytes, "data.csv");

    [Fact(Explicit = true)]
    public Task Room_that_ends_at_every_byte_of_lines_of_JSON() => EndAtEach(1, JsonLinesBytes, "data.jsonl");

    [Fact]
    public async Task No_room_for_what_is_made_at_the_end_is_told_of_each_and_the_rows_are_safe()
    {
        using Scratch scratch = new();
        string[] names = ["full/chart.pdf", "full/chart.png", "full/chart.svg", "full/x.json", "full/x.md"];
        Ended ended = await RecordOntoFull(scratch, names);

        Assert.Equal(names.Select(name => $"memory_tracker: {name} could not be written: No space left on device"), ended.ErrorLines.Order(StringComparer.Ordinal));
        Assert.NotEmpty(CsvRecording.Read(scratch.File("data.csv")).Rows);
        Assert.Equal("duration", MetaDocument.Read(scratch.File("data.meta.json")).EndReason);
    }

    [Fact]
    public async Task No_room_for_the_samples_that_a_page_needs_is_told_before_anything_starts()
    {
        using Scratch scratch = new();
        Ended ended = await RecordOntoFull(scratch, "full/page.html", "full/x.trace.json");

        Assert.Equal("memory_tracker: what is kept for full/page.html and full/x.trace.json: No space left on device; it will not be written\n", ended.Errors);
        Assert.Empty(ended.Output);
        Assert.Equal(["full"], scratch.Names());
    }

    [Fact]
    public async Task Standard_output_on_a_full_disk_is_told_and_the_files_are_whole()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "sh", "-c", "exec \"$@\" >/dev/full", "sh", PublishedBinary.Path, "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.2", "-c", "data.csv", "-o", "chart.png"]);
        Ended ended = (await tracker.End()).Expect(1);

        Assert.Equal("memory_tracker: standard output: No space left on device\n", ended.Errors);
        Assert.NotEmpty(CsvRecording.Read(scratch.File("data.csv")).Rows);
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("sleep 0.8; echo >done; exit 7", 7)]
    [InlineData("exit 0", 1)]
    public async Task A_commands_end_is_waited_for_and_passed_on_though_standard_error_is_on_a_full_disk(string command, int code)
    {
        using Scratch scratch = new();
        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "sh", "-c", "exec \"$@\" 2>/dev/full", "sh", PublishedBinary.Path, "-i", "20ms", "-d", "0.2", "-o", "x.json", "--", "sh", "-c", command]);
        (await tracker.End()).Expect(code);

        Assert.Equal(command.Contains("done", StringComparison.Ordinal), File.Exists(scratch.File("done")));
        Assert.Equal(command[^1] - '0', SetDocument.Read(scratch.File("x.json")).ExitCode);
    }

    private static async Task<Ended> RecordOntoFull(Scratch scratch, params string[] names)
    {
        scratch.SubFolder("full");
        await using LoadProcess load = await LoadProcess.Start("sleep");
        const string Script = "mount -t tmpfs -o size=16k tmpfs full || exit 99; head -c 100000 /dev/zero >full/all 2>full/words; exec \"$@\"";
        await using RunningProcess tracker = OwnNamespace.Mount.Start(scratch, Script, [
            PublishedBinary.Path, "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.2", "-c", "data.csv", .. names.SelectMany(name => new[] { "-o", name })]);
        return (await tracker.End()).Expect(1);
    }

    private static async Task EndAtEach(int step, int last, string name)
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        for (int bytes = 0; bytes <= last; bytes += step)
            await EndAt(bytes, name, load.Pid);
    }

    private static async Task EndAt(int bytes, string name, int pid)
    {
        using Scratch scratch = Scratch.InMemory();
        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "prlimit", $"--fsize={bytes}", PublishedBinary.Path, "--pid", $"{pid}", "-i", "0", "-d", "0.2", "-o", name]);
        Ended ended = (await tracker.End()).Expect(1);

        string told = Assert.Single(ended.ErrorLines, line => line.StartsWith($"memory_tracker: {name}: ", StringComparison.Ordinal));
        Assert.Contains("File too large", told, StringComparison.Ordinal);
        Assert.All(ended.ErrorLines, line => Assert.True(line == told || line == "memory_tracker: data.meta.json could not be written: File too large", line));
        Assert.Equal(ended.ErrorLines.Distinct(), ended.ErrorLines);

        string left = File.Exists(scratch.File(name)) ? scratch.Text(name) : "";
        Assert.True(left.Length <= bytes, $"{left.Length} bytes where {bytes} have room");
        Assert.True(left.Length == 0 || left[^1] == '\n', $"at {bytes} bytes a torn line is left: {left}");
        Assert.Equal(left.Length == 0, told.EndsWith("; nothing is in it", StringComparison.Ordinal));
        if (ended.Output.Length == 0)
        {
            // Not even the header: nothing was recorded, and nothing is left that would say otherwise.
            Assert.Empty(scratch.Names());
            return;
        }

        int written = name.EndsWith(".csv", StringComparison.Ordinal) ? CsvText.Records(left).Count - 1 : left.Length == 0 ? 0 : JsonLines.Read(scratch.File(name)).Samples.Count;
        Match counted = Counted().Match(ended.Output);
        Assert.True(counted.Success, ended.Output);
        long Figure(int group) => long.Parse(counted.Groups[group].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        Assert.Equal(Figure(1), written + Figure(2));
    }

    [GeneratedRegex("^([0-9,]+) samples? .* ([0-9,]+) rows? lost", RegexOptions.Multiline)]
    private static partial Regex Counted();
}
