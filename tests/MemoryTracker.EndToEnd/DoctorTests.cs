using System.Globalization;
using System.Text.Json;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary><c>memory_tracker doctor</c> finds out what a recording would, and leaves the process as it is.</summary>
public sealed class DoctorTests : IDisposable
{
    private static readonly string[] OwnersOnly =
        ["pss", "uss", "pss_anon", "pss_file", "pss_shmem", "swap_pss", "lazyfree", "smaps_rss", "read_bytes", "write_bytes", "read_chars", "written_chars"];

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Of_an_own_process_it_says_what_a_recording_of_all_metrics_finds()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        (await Run("--pid", $"{load.Pid}", "--metrics", "all", "-i", "100ms", "-d", "0.5", "-c", "all.csv", "-q")).Expect(0);
        string[] columns = _scratch.Text("all.csv").Split('\n')[0].Split(',')[4..];

        JsonElement document = Json(await Doctor(load.Pid), 0);

        Assert.Equal(columns, Metrics(document).Select(metric => metric.GetProperty("column").GetString()));
        Assert.All(Metrics(document), metric => Assert.True(metric.GetProperty("readable").GetBoolean(), $"{metric}"));
        Assert.Equal(("memory_tracker doctor", 1), (document.GetProperty("format").GetString(), document.GetProperty("version").GetInt32()));
        Assert.All(document.GetProperty("sources").EnumerateArray(), source => Assert.InRange(source.GetProperty("read_s").GetDouble(), double.Epsilon, 1));
        Assert.InRange(document.GetProperty("timing").GetProperty("finest_interval_s").GetDouble(), 50e-6, 60);
    }

    [Fact]
    public async Task Without_a_process_it_looks_at_itself()
    {
        JsonElement document = Json(await Run("doctor", "--json"), 0);

        Assert.True(document.GetProperty("target").GetProperty("is_own").GetBoolean());
        Assert.Equal("memory_tracker", document.GetProperty("target").GetProperty("command").GetString());
        Assert.Equal(33, Metrics(document).Count(metric => metric.GetProperty("readable").GetBoolean()));
    }

    [Fact]
    public async Task Of_another_users_process_it_tells_what_stays_empty_and_what_would_help()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Nobody.MustBePossible();
        Nobody.Admit(_scratch);
        await using RunningProcess tracker = RunningProcess.Start(
            _scratch, [.. Nobody.Command.Split(' '), PublishedBinary.Path, "doctor", "--pid", $"{load.Pid}", "--json"]);

        JsonElement document = Json(await tracker.End(), 0);

        JsonElement[] closed = [.. Metrics(document).Where(metric => !metric.GetProperty("readable").GetBoolean())];
        Assert.Equal(OwnersOnly, closed.Select(metric => metric.GetProperty("name").GetString()).Where(name => name != "fds"));
        Assert.All(closed, metric => Assert.Contains("owner", metric.GetProperty("help").GetString(), StringComparison.Ordinal));
        Assert.False(Fine(document, "--exact-peaks"));
        Assert.False(Fine(document, "capabilities"));
        Assert.EndsWith("the process is user 0's", Check(document, "user").GetProperty("finding").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_proc_hides_is_refused_and_the_reason_found()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Nobody.MustBePossible();
        Nobody.Admit(_scratch);
        const string Script = $"mount -t proc -o hidepid=2,gid=27 proc /proc && exec {Nobody.Command} \"$@\"";
        await using RunningProcess tracker = OwnNamespace.Mount.Start(_scratch, Script, [PublishedBinary.Path, "doctor", "-p", $"{load.Pid}", "--json"]);

        JsonElement document = Json(await tracker.End(), 1);

        Assert.Contains("hidden", document.GetProperty("refusal").GetString(), StringComparison.Ordinal);
        Assert.False(Fine(document, "hidepid"));
        Assert.Contains("group", Check(document, "hidepid").GetProperty("help").GetString(), StringComparison.Ordinal);
        Assert.All(Metrics(document), metric => Assert.False(metric.GetProperty("readable").GetBoolean()));
    }

    [Fact]
    public async Task In_a_container_it_sees_that_it_is_in_one()
    {
        await using RunningProcess tracker = OwnNamespace.Container.Start(_scratch, "exec \"$@\"", [PublishedBinary.Path, "doctor", "--json"]);

        JsonElement document = Json(await tracker.End(), 0);

        Assert.Equal(1, document.GetProperty("target").GetProperty("pid").GetInt32());
        Assert.All(new[] { "user namespace", "PID namespace" }, name => Assert.StartsWith(
            "one of its own", Check(document, name).GetProperty("finding").GetString(), StringComparison.Ordinal));
        Assert.Equal(33, Metrics(document).Count(metric => metric.GetProperty("readable").GetBoolean()));
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_refused_in_the_words_of_a_recording()
    {
        await using LoadProcess gone = await LoadProcess.Start("sleep");
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await gone.Perform<Load.Truths.Truth>();
        await Patience.Until(() => gone.HasEnded, "the process has ended");
        int thread = Directory.EnumerateDirectories($"/proc/{load.Pid}/task")
            .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))
            .First(id => id != load.Pid);

        await AssertRefused(gone.Pid, "there is no process");
        await AssertRefused(thread, "is a thread");
    }

    [Fact]
    public async Task A_zombie_is_refused_too()
    {
        // The child ends when its parent has become a program that never asks how: a shell might.
        const string Script = "exec 3<&0; read line <&3 & echo $! >pid; exec sleep 1000";
        await using RunningProcess parent = RunningProcess.Start(_scratch, ["sh", "-c", Script]);
        await Patience.Until(() => File.ReadAllText($"/proc/{parent.Pid}/comm") == "sleep\n", "the parent is no shell any more");
        parent.WriteLine();
        int zombie = int.Parse(_scratch.Text("pid"), CultureInfo.InvariantCulture);
        await Patience.UntilZombie(zombie);

        await AssertRefused(zombie, "a zombie");
    }

    [Fact]
    public async Task A_hostile_name_does_nothing_to_the_terminal()
    {
        await using LoadProcess load = await LoadProcess.Start("rename");

        string text = (await Run("doctor", "-p", $"{load.Pid}")).Expect(0).Output;

        Assert.DoesNotContain('\e', text);
        Assert.Contains($"a) R,\"b\ufffd\ufffd[31mc (PID {load.Pid})", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_and_its_high_water_mark_stay_as_they_were()
    {
        // Its mark stands well above its RSS: setting it back would show.
        Need.That(File.Exists(Python.Path), "Python 3 must be installed");
        await using RunningProcess target = RunningProcess.Start(_scratch, [Python.Path, "-c", "bytearray(60 << 20); input()"]);
        await Patience.Until(() => Kibibytes(target.Pid, "VmHWM") - Kibibytes(target.Pid, "VmRSS") > 40 << 10, "the memory was taken and given back");
        long mark = Kibibytes(target.Pid, "VmHWM");

        (await Doctor(target.Pid)).Expect(0);

        Assert.Equal(mark, Kibibytes(target.Pid, "VmHWM"));
        Assert.False(target.HasEnded);
        Assert.Empty(_scratch.Names());
        Assert.Empty(Directory.GetFileSystemEntries(_scratch.RuntimeFolder));
    }

    private static long Kibibytes(int pid, string key) => long.Parse(
        File.ReadLines($"/proc/{pid}/status").Single(line => line.StartsWith(key, StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    private async Task AssertRefused(int pid, string words)
    {
        Ended refused = (await Run("--pid", $"{pid}", "-c", "x.csv")).Expect(1);
        string reason = Assert.Single(refused.ErrorLines)["memory_tracker: ".Length..];
        Assert.Contains(words, reason, StringComparison.Ordinal);

        Assert.Equal(reason, Json(await Doctor(pid), 1).GetProperty("refusal").GetString());
    }

    private Task<Ended> Doctor(int pid) => Run("doctor", "--pid", $"{pid}", "--json");

    private Task<Ended> Run(params string[] arguments) => Tracker.Run(_scratch, arguments);

    private static JsonElement Json(Ended ended, int exitCode)
    {
        Assert.Empty(ended.Expect(exitCode).Errors);
        return JsonDocument.Parse(ended.Output).RootElement;
    }

    private static JsonElement[] Metrics(JsonElement document) => [.. document.GetProperty("metrics").EnumerateArray()];

    private static JsonElement Check(JsonElement document, string name) =>
        document.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name);

    private static bool Fine(JsonElement document, string name) => Check(document, name).GetProperty("fine").GetBoolean();
}
