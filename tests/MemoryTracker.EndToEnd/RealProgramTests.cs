using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary>What people launch and attach to, from beginning to end.</summary>
[Collection(nameof(Alone))]
public sealed class RealProgramTests
{
    private const int Units = 8;
    private static readonly string[] Files = ["-c", "data.csv", "-o", "chart.png"];

    [Fact]
    public async Task A_build_is_recorded_with_every_compiler_it_starts()
    {
        Need.That(File.Exists("/usr/bin/make") && File.Exists("/usr/bin/gcc"), "make and gcc must be installed");
        ProcessEvents.MustBeTold();
        using Scratch scratch = new();
        WriteProject(scratch, "");
        // So often that compilers are seen, and that they and their parents end between the same two samples.
        (await Tracker.Run(scratch, ["-i", "5ms", "--metrics", "rss,cpu,cpu_time,processes", .. Files, "--", "make", "-j2"])).Expect(0);

        Assert.True(File.Exists(scratch.File("program")), "make made nothing");
        SetDocument document = SetDocument.Read(scratch.File("data.meta.json"));
        Assert.Equal(0, document.NotListed);
        Assert.Equal(Units, document.Processes.Count(process => process.Command == "cc1"));
        Assert.All(document.Processes, process => Assert.Equal(0, process.ExitCode));
        AssertWaitedFor(scratch, document);
    }

    [Fact]
    public async Task A_build_that_fails_fails()
    {
        Need.That(File.Exists("/usr/bin/make") && File.Exists("/usr/bin/gcc"), "make and gcc must be installed");
        using Scratch scratch = new();
        WriteProject(scratch, "#error on purpose\n");
        Ended ended = (await Tracker.Run(scratch, ["-i", "50ms", .. Files, "--", "make", "-j2"])).Expect(2);

        Assert.Contains("on purpose", ended.Errors, StringComparison.Ordinal);
        Assert.Equal(2, SetDocument.Read(scratch.File("data.meta.json")).ExitCode);
    }

    [Fact]
    public async Task The_processes_of_a_Python_pool_are_in_its_total()
    {
        using Scratch scratch = new();
        await using RunningProcess tracker = Tracker.Start(
            scratch, ["-i", "50ms", .. Files, "--", Python.Path, Python.Program("pool.py"), "4", "50", "1.5"]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);
        tracker.WriteLine();
        Ended ended = (await tracker.End()).Expect(0);

        Plateau plateau = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Truth.Parse).OfType<Plateau>().Single();
        Assert.All(SetRecording.Read(scratch.File("data.csv")).Between(plateau.From, plateau.To), tick =>
        {
            Assert.Equal(plateau.Processes, tick.Total.Processes);
            Assert.InRange(tick.Total.Rss!.Value, plateau.RssBytes * 0.995, plateau.RssBytes * 1.005);
        });
    }

    [Fact]
    public async Task A_pipeline_of_a_shell_gives_what_it_gives_and_is_recorded_whole()
    {
        using Scratch scratch = new();
        const string Pipeline = "head -c 400000000 /dev/zero | gzip -6 | gzip -dc | wc -c; exit 6";
        Ended ended = (await Tracker.Run(scratch, ["-i", "50ms", "--metrics", "rss,cpu,cpu_time,processes", .. Files, "--", "sh", "-c", Pipeline])).Expect(6);

        Assert.Equal("400000000\n", ended.Output);
        SetRecording recording = SetRecording.Read(scratch.File("data.csv"));
        Assert.InRange(recording.Totals.Max(row => row.Processes)!.Value, 3, 5);
        AssertWaitedFor(scratch, SetDocument.Read(scratch.File("data.meta.json")));
    }

    [Fact]
    public async Task A_database_is_attached_loaded_and_stopped()
    {
        using Scratch scratch = new();
        await using Postgres postgres = await Postgres.Start(scratch);
        await using RunningProcess tracker = Tracker.Start(
            scratch, ["--name", "postgres", "--all", "--include-children", "--per-process", "-i", "50ms", .. Files]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);
        await postgres.Load(seconds: 3);
        int first = postgres.Pid;
        await postgres.Stop();
        (await tracker.End()).Expect(0);

        SetRecording recording = SetRecording.Read(scratch.File("data.csv"));
        SetDocument document = SetDocument.Read(scratch.File("data.meta.json"));
        Assert.Equal("target_ended", document.EndReason);
        Assert.NotNull(document.Listed(first).PeakRssBytes);

        // The four clients' servers were there with those that are always.
        double most = recording.Totals.Max(row => row.Processes)!.Value;
        Assert.True(most >= recording.Ticks[0].Total.Processes + 4, $"never more than {most} processes");
        Assert.All(document.Processes, process => Assert.Equal("postgres", process.Command));
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
    }

    /// <summary>A command that has waited for all it started: what wait4 says of it is what was counted of the tree.</summary>
    private static void AssertWaitedFor(Scratch scratch, SetDocument document)
    {
        double waited = document.Wait4!.CpuS;
        double listed = document.Processes.Sum(process => process.CpuSeconds ?? 0);
        double counted = SetRecording.Read(scratch.File("data.csv")).Totals.Select(row => row["cpu_time_s"]).OfType<double>().Last();
        // Of a process that ends, what ending takes is in one of them only; it takes some milliseconds to give back memory.
        Assert.InRange(counted, (waited * 0.99) - 0.05, (waited * 1.01) + 0.05);
        Assert.InRange(listed, 0, (waited * 1.01) + 0.05);
    }

    private static void WriteProject(Scratch scratch, string mistake)
    {
        string[] units = [.. Enumerable.Range(1, Units - 1).Select(number => $"unit{number}")];
        foreach (string unit in units)
            scratch.Write($"{unit}.c", $"#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n{mistake}int {unit}(void) {{ return (int)strlen(\"{unit}\"); }}\n");

        scratch.Write("main.c", $"{string.Concat(units.Select(unit => $"int {unit}(void);\n"))}int main(void) {{ return {string.Join(" + ", units.Select(unit => $"{unit}()"))} == 0; }}\n");
        string objects = string.Join(' ', units.Append("main").Select(unit => $"{unit}.o"));
        scratch.Write("Makefile", $"program: {objects}\n\tgcc -o $@ $^\n%.o: %.c\n\tgcc -O2 -c -o $@ $<\n");
    }
}
