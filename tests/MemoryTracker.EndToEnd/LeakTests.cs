using System.Diagnostics;
using System.Text.Json;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary>Programs in several languages that leak a known number of bytes a second, each behind a start-up of its own.</summary>
public sealed class LeakTests : IDisposable
{
    private const int Rate = 4 << 20;
    private const int Seconds = 16;

    private static readonly Lazy<string> InC = new(Compile);

    private readonly Scratch _scratch = new();

    public static TheoryData<string> Languages => ["C", "Python", "C#"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task What_leaks_is_told_to_grow_as_fast_as_it_does(string language)
    {
        Ended recorded = await Tracker.Run(
            _scratch, ["-i", "50", "-c", "leak.csv", "-o", "leak.json", "-o", "leak.md", "--", .. Program(language), $"{Rate}", $"{Seconds}"]);
        JsonElement growth = Growth("leak.json");
        double slope = growth.GetProperty("fitted").GetProperty("bytes_per_s").GetDouble();

        Assert.Equal(0, recorded.ExitCode);
        Assert.Equal("grows", growth.GetProperty("verdict").GetString());
        Assert.InRange(slope / Rate, 0.95, 1.05);
        Assert.InRange(growth.GetProperty("limit_reached_in_s").GetDouble(), 1, 1e7);
        Assert.Contains("Growth    grows ", recorded.Errors, StringComparison.Ordinal);
        Assert.Contains("- Growth: grows ", await File.ReadAllTextAsync(_scratch.File("leak.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // Read again, it is told the same; of a part, what that part says.
        await Tracker.Run(_scratch, "plot", "leak.csv", "-o", "again.json", "--leak", "-o", "again.png");
        await Tracker.Run(_scratch, "plot", "leak.csv", "-o", "part.json", "--from", "5", "--to", "8");

        Assert.Equal(growth.GetRawText(), Growth("again.json").GetRawText());
        Assert.Equal("too_short", Growth("part.json").GetProperty("doubt").GetString());
    }

    [Fact]
    public async Task The_limit_is_that_of_the_cgroup_where_it_is_the_lower_one()
    {
        using MemoryGroup group = new(limit: 64 << 20);
        await using RunningProcess sleeper = RunningProcess.Start(_scratch, ["sh", "-c", $"echo $$ > {group.Processes}; exec sleep 60"]);
        await Patience.Until(() => File.ReadAllText(group.Processes).Length > 0, "it is in the group");
        await Tracker.Run(_scratch, "-p", $"{sleeper.Pid}", "-d", "0.1", "-o", "later.json");
        JsonElement limit = Document("later.json").GetProperty("memory_limit");

        Assert.Equal(("cgroup", 64L << 20), (limit.GetProperty("source").GetString(), limit.GetProperty("bytes").GetInt64()));
    }

    [Fact]
    public async Task Without_rss_there_is_nothing_to_fit()
    {
        Ended ended = await Tracker.Run(_scratch, "--metrics", "cpu", "--leak", "--", "/bin/true");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("--leak needs RSS: add rss to --metrics", ended.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private JsonElement Growth(string file) => Document(file).GetProperty("growth");

    private JsonElement Document(string file) => JsonDocument.Parse(File.ReadAllBytes(_scratch.File(file))).RootElement;

    private static string[] Program(string language) => language switch
    {
        "C" => [InC.Value],
        "Python" => [Python.Path, Python.Program("leak.py")],
        _ => [Path.Combine(AppContext.BaseDirectory, "MemoryTracker.Load"), "leak"],
    };

    private static string Compile()
    {
        Need.That(File.Exists("/usr/bin/gcc"), "gcc must be installed");
        string program = Path.Combine(AppContext.BaseDirectory, "leak");
        using Process compiler = Process.Start(new ProcessStartInfo("/usr/bin/gcc",
            ["-O1", "-Wall", "-Wextra", "-Werror", "-o", program, Python.Program("leak.c")])
        { RedirectStandardError = true })!;
        string errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, errors);
        return program;
    }
}
