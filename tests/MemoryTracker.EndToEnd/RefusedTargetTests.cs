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

        // The parent becomes a program that never asks how its child ended.
        await using RunningProcess parent = RunningProcess.Start(scratch.Folder, ["sh", "-c", "true & echo $! >pid; exec sleep 1000"]);
        await Patience.Until(() => File.Exists(scratch.File("pid")) && scratch.Text("pid").EndsWith('\n'), "the child has a PID");
        int zombie = int.Parse(scratch.Text("pid"), CultureInfo.InvariantCulture);
        await Patience.UntilZombie(zombie);

        await AssertRefused(zombie, $"{zombie}", "zombie");
    }

    private static string? CommandOf(int pid) => File.Exists($"/proc/{pid}/comm") ? File.ReadAllText($"/proc/{pid}/comm").TrimEnd() : null;

    private static async Task AssertRefused(int pid, params string[] words)
    {
        using Scratch scratch = new();
        Ended ended = (await Tracker.Run(scratch, "--pid", $"{pid}", "-i", "10ms", "-d", "1", "-c", "data.csv", "-o", "x.json")).Expect(1);

        string told = Assert.Single(ended.ErrorLines);
        Assert.All(words, word => Assert.Contains(word, told, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(ended.Output);
        Assert.Empty(scratch.Names());
    }
}
