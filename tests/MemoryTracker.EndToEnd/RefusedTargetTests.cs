using System.Globalization;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary>What cannot be recorded is told before anything starts, in one line, and leaves no file behind.</summary>
public sealed class RefusedTargetTests
{
    [Fact]
    public async Task A_process_that_is_not_there()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await load.Perform<Load.Truths.Truth>();
        await Patience.Until(() => load.HasEnded, "the process has ended");

        await AssertRefused(load.Pid, $"{load.Pid}");
    }

    [Fact]
    public async Task A_thread_is_answered_with_its_process()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        int thread = Directory.EnumerateDirectories($"/proc/{load.Pid}/task")
            .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))
            .First(thread => thread != load.Pid);

        await AssertRefused(thread, $"{thread}", $"{load.Pid}", "thread");
    }

    [Fact]
    public async Task A_kernel_thread()
    {
        Assert.SkipUnless(CommandOf(2) == "kthreadd", "process 2 must be kthreadd: a container hides it");

        await AssertRefused(2, "kernel");
    }

    [Fact]
    public async Task A_zombie()
    {
        using Scratch scratch = new();

        // The child ends when its parent has become a program that never asks how: a shell might.
        const string Script = "exec 3<&0; read line <&3 & echo $! >pid; exec sleep 1000";
        await using RunningProcess parent = RunningProcess.Start(scratch, ["sh", "-c", Script]);
        await Patience.Until(() => CommandOf(parent.Pid) == "sleep", "the parent is no shell any more");
        parent.WriteLine();
        int zombie = int.Parse(scratch.Text("pid"), CultureInfo.InvariantCulture);
        await Patience.UntilZombie(zombie);

        await AssertRefused(zombie, $"{zombie}", "zombie");
    }

    [Theory]
    [InlineData("hidepid=1")]
    [InlineData("hidepid=2")]
    public async Task A_process_that_proc_hides_from_this_user(string hiding)
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        string script = $"mount -t proc -o {hiding} proc /proc && exec {Nobody.Command} \"$@\"";
        Nobody.MustBePossible();

        await AssertRefusedIn(OwnNamespace.Mount, script, load.Pid, $"{load.Pid}");
    }

    [Fact]
    public async Task Exact_peaks_of_another_users_process()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Nobody.MustBePossible();
        Nobody.Admit(scratch);
        await using RunningProcess tracker = RunningProcess.Start(
            scratch, [.. Nobody.Command.Split(' '), PublishedBinary.Path, .. Record(load.Pid), "--exact-peaks"]);

        AssertRefused(scratch, await tracker.End(), ["--exact-peaks", $"{load.Pid}", "owner"]);
    }

    [Fact]
    public async Task A_machine_without_proc()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");

        await AssertRefusedIn(OwnNamespace.Mount, """mount -t tmpfs tmpfs /proc && exec "$@" """, load.Pid, "/proc");
    }

    private static string? CommandOf(int pid) => File.Exists($"/proc/{pid}/comm") ? File.ReadAllText($"/proc/{pid}/comm").TrimEnd() : null;

    private static async Task AssertRefused(int pid, params string[] words)
    {
        using Scratch scratch = new();
        await using RunningProcess tracker = Tracker.Start(scratch, Record(pid));
        AssertRefused(scratch, await tracker.End(), words);
    }

    private static async Task AssertRefusedIn(OwnNamespace world, string script, int pid, params string[] words)
    {
        using Scratch scratch = new();
        Nobody.Admit(scratch);
        await using RunningProcess tracker = world.Start(scratch, script, [PublishedBinary.Path, .. Record(pid)]);
        AssertRefused(scratch, await tracker.End(), words);
    }

    private static string[] Record(int pid) => ["--pid", $"{pid}", "-i", "10ms", "-d", "1", "-c", "data.csv", "-o", "x.json"];

    private static void AssertRefused(Scratch scratch, Ended ended, string[] words)
    {
        ended.Expect(1);
        string told = Assert.Single(ended.ErrorLines);
        Assert.All(words, word => Assert.Contains(word, told, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(ended.Output);
        Assert.Empty(scratch.Names());
    }
}
