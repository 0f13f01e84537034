using System.Text.Json;
using System.Xml.Linq;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary><c>--assert</c> makes a build fail by what was measured, and says by which figure.</summary>
public sealed class AssertTests : IDisposable
{
    /// <summary>Takes 60 MiB and more, for some 0.4 s.</summary>
    private const string Takes60 = "x = bytearray(60 << 20); import time; time.sleep(0.4)";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_holds_is_told_and_passes()
    {
        Ended ended = await Launch(Takes60, "--assert", "peak_rss < 200MiB", "--assert", "duration < 1m", "--assert", "processes <= 1", "--assert", "cpu_seconds < 30", "-o", "x.json");

        ended.Expect(0);
        Assert.Matches(@"(?m)^passed  peak_rss < 200MiB +[67]\d\.\d MiB$", ended.Errors);
        Assert.Matches(@"(?m)^passed  processes <= 1 +1  max$", ended.Errors);
        Assert.Equal(4, Assertions("x.json").Count(assertion => assertion.GetProperty("passed").GetBoolean()));
    }

    [Fact]
    public async Task What_does_not_hold_makes_the_exit_code_3_and_everything_is_written_all_the_same()
    {
        Ended ended = await Launch(Takes60, "--assert", "peak_rss < 20MiB", "--assert", "duration < 1m", "-o", "x.json", "-o", "x.png", "-o", "x.md", "-o", "x.html", "-o", "x.junit.xml", "-c", "x.csv");

        ended.Expect(3);
        Assert.Matches(@"(?m)^failed  peak_rss < 20MiB +[67]\d\.\d MiB$", ended.Errors);
        Assert.Equal([false, true], Assertions("x.json").Select(assertion => assertion.GetProperty("passed").GetBoolean()));
        Assert.InRange(Assertions("x.json")[0].GetProperty("figure").GetDouble(), 60 << 20, 80 << 20);
        Assert.Contains("| `peak_rss < 20MiB` | **failed** |", _scratch.Text("x.md"), StringComparison.Ordinal);
        Assert.Contains("1 of 2 do not hold", _scratch.Text("x.html"), StringComparison.Ordinal);
        Assert.Equal("peak_rss < 20MiB", XDocument.Parse(_scratch.Text("x.junit.xml")).Descendants("failure").Single().Parent!.Attribute("name")!.Value);
        Assert.Empty(new[] { "x.csv", "x.meta.json", "x.png" }.Except(_scratch.Names()));
    }

    [Fact]
    public async Task Quiet_it_tells_what_failed_and_nothing_else()
    {
        Ended ended = await Launch(Takes60, "-q", "--assert", "peak_rss < 20MiB", "--assert", "duration < 1m", "-o", "x.json");

        ended.Expect(3);
        Assert.Matches(@"^memory_tracker: --assert failed: peak_rss < 20MiB: [67]\d\.\d MiB\n$", ended.Errors);
    }

    [Theory]
    [InlineData("exit(7)", 7)]
    [InlineData("import os; os.kill(os.getpid(), 9)", 137)]
    public async Task The_command_s_own_failure_wins(string does, int code)
    {
        Ended ended = await Launch(does, "--assert", "duration < 0", "-o", "x.json");

        ended.Expect(code);
        Assert.Matches("(?m)^failed  duration < 0 ", ended.Errors);
    }

    [Theory]
    [InlineData("phase 'load' peak_rss < 1GiB", "no phase 'load' was seen: there was none at all")]
    [InlineData("rate read_bytes < 1GiB/ms", null)]
    public async Task What_cannot_be_judged_fails_and_says_why(string text, string? why)
    {
        Ended ended = await Launch(Takes60, "--assert", text, "-o", "x.json");

        ended.Expect(why is null ? 0 : 3);
        JsonElement assertion = Assert.Single(Assertions("x.json"));
        Assert.Equal(why is null, assertion.GetProperty("judged").GetBoolean());
        Assert.Equal(why, assertion.GetProperty("why").GetString());
    }

    [Fact]
    public async Task A_phase_is_judged_by_its_markers()
    {
        await using LoadProcess load = await LoadProcess.Start("marks", "span", _scratch.File("marks"), "3", "200", "32");
        await using RunningProcess tracker = await Tracker.Record(
            _scratch, load.Pid, "x.csv", "-i", "10ms", "--markers", "marks", "-o", "x.json", "--assert", "phase 'none' duration < 1s", "--assert", "peak_rss < 1GiB");
        await load.Perform<Truth>();
        (await tracker.End()).Expect(3);
        string phase = Document("x.json").GetProperty("phases")[0].GetProperty("name").GetString()!;

        Ended plotted = await Tracker.Run(_scratch, "plot", "x.csv", "-o", "y.json", "--assert", $"phase \"{phase}\" peak_rss < 20MiB", "--assert", $"phase \"{phase}\" duration < 1m");

        plotted.Expect(3);
        Assert.Equal([false, true], Assertions("y.json").Select(assertion => assertion.GetProperty("passed").GetBoolean()));
        Assert.StartsWith("no phase 'none' was seen: there were ", Assertions("x.json")[0].GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_process_is_judged_too_and_signals_change_nothing_of_it()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(_scratch, load.Pid, "x.csv", "-i", "20ms", "--assert", "rss < 1KiB", "--assert", "processes <= 1");
        tracker.Send(Signal.Int);

        Ended ended = (await tracker.End()).Expect(3);

        Assert.Matches("(?m)^failed  rss < 1KiB +.* MiB  max$", ended.Output);
        Assert.Matches("(?m)^passed  processes <= 1 +1  max$", ended.Output);
        Assert.EndsWith(",processes", _scratch.Text("x.csv").Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Against_a_baseline_the_same_command_passes_and_a_larger_one_does_not()
    {
        (await Launch(Takes60, "-q", "-c", "base line.csv", "-i", "20ms")).Expect(0);

        (await Launch(Takes60, "-q", "--assert", "peak_rss < 110% of base line.csv", "-o", "x.json")).Expect(0);
        Ended larger = await Launch("x = bytearray(90 << 20)", "-q", "--assert", "peak_rss < 110% of 'base line.csv'", "-o", "x.json");

        larger.Expect(3);
        Assert.InRange(Assertions("x.json")[0].GetProperty("bound").GetDouble(), 1.1 * (60 << 20), 1.1 * (80 << 20));
    }

    [Fact]
    public async Task Plot_judges_anew_and_keeps_what_was_judged_only_of_the_whole()
    {
        (await Launch(Takes60, "-q", "-i", "20ms", "-c", "x.csv", "--assert", "duration < 1m")).Expect(0);

        Ended again = (await Tracker.Run(_scratch, "plot", "x.csv", "-o", "y.json")).Expect(0);
        (await Tracker.Run(_scratch, "plot", "x.csv", "-o", "part.json", "--to", "0.2")).Expect(0);
        Ended anew = (await Tracker.Run(_scratch, "plot", "x.csv", "-q", "-o", "z.json", "--metrics", "cpu", "--assert", "mean rss > 1GiB", "--assert", "pss < 5GiB")).Expect(3);

        Assert.Matches("(?m)^passed  duration < 1m ", again.Output);
        Assert.Equal(Assertions("x.meta.json").Select(one => one.GetRawText()), Assertions("y.json").Select(one => one.GetRawText()));
        Assert.False(Document("part.json").TryGetProperty("assertions", out _));
        Assert.Matches("^memory_tracker: --assert failed: mean rss > 1GiB: [0-9.]+ MiB\nmemory_tracker: --assert failed: pss < 5GiB: pss was not recorded\n$", anew.Errors);
        Assert.Equal([false, false], Assertions("z.json").Select(assertion => assertion.GetProperty("passed").GetBoolean()));
    }

    [Fact]
    public async Task Growth_is_judged_by_its_slope_and_not_when_it_was_too_short()
    {
        const int PerSecond = 1 << 20;
        _scratch.Write("leak.csv", "time,elapsed_s,pid,command,rss_bytes\n" + string.Concat(Enumerable.Range(0, 61).Select(i => $"2026-03-01T12:{i / 60:00}:{i % 60:00}.000000Z,{i}.000000,7,x,{(50 << 20) + (i * PerSecond)}\n")));

        Ended leak = (await Tracker.Run(_scratch, "plot", "leak.csv", "-q", "-o", "x.json", "--assert", "growth rss < 59MiB/min", "--assert", "growth rss < 61MiB/min")).Expect(3);
        Ended live = (await Launch(Takes60, "-q", "--assert", "growth rss < 1GiB/s")).Expect(3);

        Assert.Equal("memory_tracker: --assert failed: growth rss < 59MiB/min: 60.0 MiB/min (95 %: 60.0 MiB/min to 60.0 MiB/min)\n", leak.Errors);
        Assert.Equal("bytes/min", Assertions("x.json")[0].GetProperty("unit").GetString());
        Assert.StartsWith("memory_tracker: --assert failed: growth rss < 1GiB/s: cannot tell: too short, ", live.Errors, StringComparison.Ordinal);
        (await Tracker.Run(_scratch, "compare", "leak.csv", "leak.csv", "-q", "--assert", "growth rss < 101% of leak.csv")).Expect(0);
    }

    [Fact]
    public async Task Compare_judges_every_recording()
    {
        (await Launch(Takes60, "-q", "-i", "20ms", "-c", "a.csv")).Expect(0);
        (await Launch("x = bytearray(120 << 20)", "-q", "-i", "20ms", "-c", "b.csv")).Expect(0);

        Ended compared = (await Tracker.Run(_scratch, "compare", "a.csv", "b.csv", "-q", "--metrics", "cpu", "--assert", "peak_rss < 100MiB", "-o", "c.junit.xml", "-o", "c.md", "-o", "c.json")).Expect(3);

        Assert.Matches("^memory_tracker: b\\.csv: --assert failed: peak_rss < 100MiB: 1[23][0-9]\\.[0-9] MiB\n$", compared.Errors);
        Assert.Equal(["a.csv 0", "b.csv 1"], XDocument.Parse(_scratch.Text("c.junit.xml")).Descendants("testsuite").Select(suite => $"{suite.Attribute("name")!.Value} {suite.Attribute("failures")!.Value}"));
        (await Tracker.Run(_scratch, "compare", "a.csv", "b.csv", "--assert", "peak_rss < 200MiB")).Expect(0);
    }

    [Fact]
    public async Task A_command_too_short_for_a_sample_is_judged_by_what_the_kernel_tells()
    {
        Ended ended = await Tracker.Run(_scratch, "-q", "-o", "x.json", "--assert", "cpu_seconds < 5", "--assert", "duration < 10s", "--", "/bin/true");

        ended.Expect(0);
        Assert.All(Assertions("x.json"), assertion => Assert.True(assertion.GetProperty("judged").GetBoolean()));
    }

    [Fact]
    public async Task A_typo_is_told_before_anything_starts()
    {
        Ended ended = await Tracker.Run(_scratch, "--assert", "peak_rss < 5 apples", "--", "touch", _scratch.File("started"));

        ended.Expect(2);
        Assert.Equal("memory_tracker: --assert: nothing more may stand here\n  peak_rss < 5 apples\n               ^\n", ended.Errors);
        Assert.Empty(_scratch.Names());
    }

    [Fact]
    public async Task Python_reads_the_test_results()
    {
        (await Launch(Takes60, "-q", "--assert", "peak_rss < 1", "--assert", "phase 'x<&\"\u0001' duration < 1", "--assert", "duration < 1m", "-o", "x.junit.xml")).Expect(3);

        Ended read = await RunningProcess.Start(_scratch, [Python.Path, "-c", """
            import xml.etree.ElementTree as tree
            suite = tree.parse("x.junit.xml").getroot().find("testsuite")
            print(suite.get("tests"), suite.get("failures"), suite.get("errors"), float(suite.get("time")) > 0)
            print(*[f"{case.get('name')}: {[child.tag for child in case]}" for case in suite], sep="\n")
            """]).End();

        Assert.Equal("3 1 1 True\npeak_rss < 1: ['failure']\nphase 'x<&\"\ufffd' duration < 1: ['error']\nduration < 1m: ['system-out']\n", read.Expect(0).Output);
    }

    private Task<Ended> Launch(string python, params string[] options) =>
        Tracker.Run(_scratch, [.. options, .. (options.Contains("-o") || options.Contains("-c")) ? (string[])[] : ["-o", "none.json"], "--", Python.Path, "-c", python]);

    private JsonElement Document(string file)
    {
        using JsonDocument document = JsonDocument.Parse(_scratch.Bytes(file));
        return document.RootElement.Clone();
    }

    private JsonElement[] Assertions(string file) => [.. Document(file).GetProperty("assertions").EnumerateArray()];
}
