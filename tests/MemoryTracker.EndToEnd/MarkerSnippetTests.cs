using System.Text.RegularExpressions;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>What the documentation tells programs to do, done as it stands there: the marker is in the recording, when it was.</summary>
public sealed partial class MarkerSnippetTests
{
    [Theory]
    [InlineData("sh", "{0}", "sh snippet")]
    [InlineData("python", "{0}\nmark('load done')\n", "/usr/bin/python3 snippet")]
    [InlineData("c", "{0}\nint main(void) {{ mark(\"load done\"); }}\n", "sh -c", "gcc -Wall -Werror -x c snippet -o program && ./program")]
    public async Task A_snippet_of_the_documentation_marks_the_recording(string language, string program, string run, string? script = null)
    {
        using Scratch scratch = new();
        Need.That(language != "c" || File.Exists("/usr/bin/gcc"), "gcc must be installed");
        Need.That(language != "python" || File.Exists(Python.Path), "Python 3 must be installed");
        scratch.Write("snippet", string.Format(System.Globalization.CultureInfo.InvariantCulture, program, Snippet(language)));
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "--markers", "run.markers", "--quiet");

        long before = Now();
        await using RunningProcess writer = RunningProcess.Start(
            scratch, [.. run.Split(' '), .. script is null ? Array.Empty<string>() : [script]], ("MEMORY_TRACKER_MARKERS", scratch.File("run.markers")));
        (await writer.End()).Expect(0);
        long after = Now();
        load.Begin();
        (await tracker.End()).Expect(0);

        const long Microseconds = 2_000;
        RecordedMarker marker = Assert.Single(MarkedRecording.Read(scratch.File("data.meta.json")).Markers);
        Assert.Equal(("load done", false), (marker.Label, marker.IsApproximate));
        Assert.InRange(marker.From, before - Microseconds, after + Microseconds);
    }

    /// <summary>The first block of a language that writes a marker.</summary>
    private static string Snippet(string language) => Blocks()
        .Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "markers.md")))
        .Where(block => block.Groups["language"].Value == language)
        .Select(block => block.Groups["code"].Value)
        .First(code => !code.Contains("--pid", StringComparison.Ordinal));

    private static long Now() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
