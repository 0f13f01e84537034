using System.IO.Compression;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary>Recordings that are read again: the same picture, the same figures, whatever has become of the file.</summary>
public sealed class PlotTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("")]
    [InlineData("--metrics all --layout panels --theme dark")]
    [InlineData("--metrics memory,cpu,cpu_time,pss,read_bytes --chart memory,cpu,pss,read_bytes --time clock")]
    [InlineData("-i 1ms --exact-peaks --title again")]
    [InlineData("-i 0 --size 700x400")]
    public async Task Live_and_replayed_pictures_and_figures_are_the_same(string options)
    {
        await using LoadProcess load = await LoadProcess.Start("steps", "300", "24", "700", "8");
        string[] asked = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] looks = [.. asked.SkipWhile(word => !word.StartsWith("--title", StringComparison.Ordinal) && word is not ("--layout" or "--size" or "--chart" or "--time"))];
        string[] interval = asked.Contains("-i") ? [] : ["-i", "20ms"];
        await using RunningProcess tracker = await Tracker.Record(_scratch, load.Pid, "data.csv", ["-o", "live.png", "-o", "live.json", .. interval, .. asked]);
        await load.Perform<Plateau>();
        Ended live = (await tracker.End()).Expect(0);

        await AssertReplaysAlike(live.Output, looks);
    }

    [Fact]
    public async Task Markers_may_come_through_a_pipe()
    {
        _scratch.Write("data.csv", "time,elapsed_s,pid,command,rss_bytes\n" + string.Concat(Enumerable.Range(0, 5).Select(i => $"2026-03-01T12:00:0{i}.000000Z,{i}.000000,7,x,4096\n")));
        await using RunningProcess plot = RunningProcess.Start(_scratch, [
            "sh", "-c", "printf '1.5 loaded\\n2.0 3.0 phase\\n' | exec \"$@\"", "sh", PublishedBinary.Path, "plot", "data.csv", "--markers", "/dev/stdin", "-o", "again.json", "-q"]);
        (await plot.End()).Expect(0);

        Assert.Equal(["loaded", "phase"], MarkedRecording.Read(_scratch.File("again.json")).Markers.Select(marker => marker.Label));
    }

    [Fact]
    public async Task Standard_input_is_not_the_file_of_that_name()
    {
        const string Run = "CMDLINE python3 x.py\nMEM 1.0 1700000000.0\nMEM 2.0 1700000000.1\nMEM 3.0 1700000000.2\n";
        _scratch.Write("-", Run + Run);
        _scratch.Write("run.dat", Run);
        await using RunningProcess plot = RunningProcess.Start(_scratch, [
            "sh", "-c", "cat run.dat | exec \"$@\"", "sh", PublishedBinary.Path, "plot", "-", "-o", "run.csv", "-q"]);
        (await plot.End()).Expect(0);

        Assert.Equal(4, CsvText.Records(_scratch.Text("run.csv")).Count);
    }

    [Fact]
    public async Task So_they_are_of_a_tree_with_the_areas_of_its_processes()
    {
        string[] tree = ["--per-process", "-i", "20ms", "-o", "live.png", "-o", "live.json", "-c", "data.csv", "--", "sh", "-c"];
        Ended live = await Tracker.Run(
            _scratch, [.. tree, "/usr/bin/python3 -c 'x = bytearray(60 << 20); import time; time.sleep(0.4)' & /usr/bin/python3 -c 'x = bytearray(30 << 20); import time; time.sleep(0.8)'; exit 3"]);

        await AssertReplaysAlike(live.Expect(3).Errors, []);
    }

    [Fact]
    public async Task So_they_are_with_markers_and_phases()
    {
        await using LoadProcess load = await LoadProcess.Start("marks", "span", _scratch.File("marks"), "3", "200", "32");
        await using RunningProcess tracker = await Tracker.Record(_scratch, load.Pid, "data.csv", "-i", "20ms", "-o", "live.png", "-o", "live.json", "--markers", "marks");
        await load.Perform<Truth>();
        Ended live = (await tracker.End()).Expect(0);

        Ended again = await AssertReplaysAlike(live.Output, []);
        Assert.Contains("phase", again.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Markers_can_be_added_when_the_recording_is_over()
    {
        await using LoadProcess load = await LoadProcess.Start("marks", "monotonic", _scratch.File("marks"), "3", "200", "32");
        await using RunningProcess tracker = await Tracker.Record(_scratch, load.Pid, "data.csv", "-i", "20ms", "-o", "live.json", "--markers", "marks", "--markers-clock", "monotonic");
        await load.Perform<Truth>();
        (await tracker.End()).Expect(0);
        Ended without = (await Tracker.Run(_scratch, "-p", $"{Environment.ProcessId}", "-i", "20ms", "-d", "0.2", "-c", "other.csv", "-q")).Expect(0);

        (await Tracker.Run(_scratch, "plot", "data.csv", "--markers", "marks", "--markers-clock", "monotonic", "-o", "again.json", "-q")).Expect(0);

        double[] live = Moments("live.json");
        Assert.NotEmpty(live);
        // Those of the recording and those that were added lie at the same moments, to the microsecond of the document's start.
        double[] again = Moments("again.json");
        Assert.Equal(2 * live.Length, again.Length);
        Assert.All(live, moment => Assert.Equal(2, again.Count(other => Math.Abs(other - moment) < 2e-6)));
        Assert.Empty(without.Errors);
    }

    [Theory]
    [InlineData("cut in a row")]
    [InlineData("without document")]
    [InlineData("gzip")]
    [InlineData("gzip, cut")]
    [InlineData("standard input")]
    public async Task Whatever_has_become_of_the_file(string fate)
    {
        await RecordSleeper("-d", "0.5");
        byte[] csv = _scratch.Bytes("data.csv");
        string file = "data.csv";
        switch (fate)
        {
            case "cut in a row":
                _scratch.Write(file, csv[..^10]);
                break;
            case "without document":
                File.Delete(_scratch.File("data.meta.json"));
                break;
            case "standard input":
                break;
            default:
                byte[] packed = Pack(csv);
                file = "data.csv.gz";
                _scratch.Write(file, fate == "gzip" ? packed : packed[..(packed.Length * 2 / 3)]);
                File.Delete(_scratch.File("data.csv"));
                break;
        }

        Ended ended = fate == "standard input"
            ? await RunningProcess.Start(_scratch, ["sh", "-c", $"cat data.csv | '{PublishedBinary.Path}' plot - -o again.png"]).End()
            : await Tracker.Run(_scratch, "plot", file, "-o", "again.png");

        ended.Expect(0);
        Assert.Contains("median", ended.Output, StringComparison.Ordinal);
        Assert.True(_scratch.Bytes("again.png").Length > 10_000);
        Assert.Equal(fate is "gzip, cut" or "cut in a row", ended.Errors.Contains("not whole", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_read_while_it_is_still_being_written_and_when_the_recorder_was_killed()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(_scratch, load.Pid, "data.csv", "-i", "10ms");
        await Tracker.UntilRows(tracker, _scratch.File("data.csv"), 20);

        Ended during = (await Tracker.Run(_scratch, "plot", "data.csv", "-o", "during.png")).Expect(0);
        tracker.Send(Signal.Kill);
        await tracker.End();
        Ended after = (await Tracker.Run(_scratch, "plot", "data.csv", "-o", "after.png")).Expect(0);

        Assert.All([during, after], ended => Assert.Contains("samples (asked every 10 ms)", ended.Output, StringComparison.Ordinal));
        Assert.All(["during.png", "after.png"], name => Assert.True(_scratch.Bytes(name).Length > 10_000));
    }

    [Fact]
    public async Task A_part_of_it_is_told_of_as_such()
    {
        await RecordSleeper("-d", "1", "-i", "10ms");

        Ended ended = (await Tracker.Run(_scratch, "plot", "data.csv", "--from", "300ms", "--to", "600ms", "-o", "part.json", "-o", "part.png", "-c", "part.csv")).Expect(0);

        Assert.Contains("from 0:00.3", ended.Output, StringComparison.Ordinal);
        using System.Text.Json.JsonDocument part = System.Text.Json.JsonDocument.Parse(_scratch.Text("part.json"));
        Assert.InRange(part.RootElement.GetProperty("part").GetProperty("from_s").GetDouble(), 0.3, 0.35);
        Assert.InRange(part.RootElement.GetProperty("statistics").GetProperty("samples").GetInt32(), 5, 31);
    }

    [Fact]
    public async Task Without_a_sample_nothing_that_was_there_is_written_over()
    {
        await RecordSleeper("-d", "0.1");
        _scratch.Write("old.csv", "old");

        (await Tracker.Run(_scratch, "plot", "data.csv", "--from", "1h", "-c", "old.csv", "-o", "new.csv")).Expect(1);

        Assert.Equal("old", _scratch.Text("old.csv"));
        Assert.DoesNotContain("new.csv", _scratch.Names());
    }

    [Theory]
    [InlineData(Signal.Int)]
    [InlineData(Signal.Term)]
    public async Task Interrupted_it_leaves_nothing_half_made(Signal signal)
    {
        await using RunningProcess plot = Tracker.Start(_scratch, "plot", "-", "-c", "half.csv", "-o", "half.jsonl", "-o", "half.html", "-o", "half.trace.json", "-q");
        plot.Type("elapsed_s,pid,command,rss_bytes\n" + string.Concat(Enumerable.Range(0, 100_000).Select(second => $"{second},1,x,4096\n")));
        await Tracker.UntilRows(plot, _scratch.File("half.csv"), 2);

        plot.Send(signal);
        Ended ended = await plot.End();

        Assert.Equal(128 + (int)signal, ended.ExitCode);
        Assert.Empty(_scratch.Names());
    }

    [Theory]
    [InlineData(1, "there is no file 'none.csv'", "none.csv")]
    [InlineData(1, "'empty.csv' is empty: there is no recording in it", "empty.csv")]
    [InlineData(1, "no recording that is known here", "picture.csv")]
    [InlineData(1, "has no sample between", "data.csv", "--from", "1h")]
    [InlineData(2, "swap was not recorded: 'data.csv' has rss, peak_rss, cpu", "data.csv", "--metrics", "rss,swap")]
    [InlineData(2, "--to must be later than --from", "data.csv", "--from", "5", "--to", "5")]
    [InlineData(2, "'data.csv' is read and would be overwritten", "data.csv", "-c", "data.csv")]
    [InlineData(2, "'data.csv' is read and would be overwritten", "data.csv", "-c", "hard-link.csv")]
    [InlineData(2, "'data.meta.json' is read and would be overwritten", "data.csv", "-o", "data.meta.json")]
    public async Task A_mistake_has_one_clear_line(int code, string says, params string[] arguments)
    {
        await RecordSleeper("-d", "0.1");
        byte[] before = _scratch.Bytes("data.csv");
        _scratch.Write("empty.csv", "");
        await RunningProcess.Start(_scratch, ["ln", "data.csv", "hard-link.csv"]).End();
        _scratch.Write("picture.csv", (byte[])[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

        Ended ended = (await Tracker.Run(_scratch, ["plot", .. arguments])).Expect(code);

        Assert.Contains(says, Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(before, _scratch.Bytes("data.csv"));
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<Ended> AssertReplaysAlike(string liveText, string[] looks)
    {
        Ended again = (await Tracker.Run(_scratch, ["plot", "data.csv", "-o", "again.png", "-o", "again.json", .. looks])).Expect(0);

        Assert.Empty(again.Errors);
        Assert.EndsWith(again.Output, liveText, StringComparison.Ordinal);
        Assert.Equal(_scratch.Text("live.json"), _scratch.Text("again.json"));
        Assert.Equal(_scratch.Bytes("live.png"), _scratch.Bytes("again.png"));
        return again;
    }

    private async Task RecordSleeper(params string[] options)
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        string[] interval = options.Contains("-i") ? [] : ["-i", "20ms"];
        (await Tracker.Run(_scratch, ["-p", $"{load.Pid}", "-c", "data.csv", "-o", "live.json", "-q", .. interval, .. options])).Expect(0);
    }

    private double[] Moments(string document)
    {
        using System.Text.Json.JsonDocument read = System.Text.Json.JsonDocument.Parse(_scratch.Text(document));
        return [.. read.RootElement.GetProperty("markers").EnumerateArray().Select(marker => marker.GetProperty("elapsed_s").GetDouble())];
    }

    private static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }
}
