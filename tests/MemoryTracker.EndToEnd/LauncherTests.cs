using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>./memory_tracker at the root of the repository: it becomes the native binary, from wherever it is called.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task It_works_from_another_folder()
    {
        using Scratch scratch = new();
        (await Run(scratch, Repository.Launcher, "--version")).Expect(0);
    }

    [Fact]
    public async Task It_works_through_symbolic_links()
    {
        using Scratch scratch = new();
        File.CreateSymbolicLink(scratch.File("direct"), Repository.Launcher);
        File.CreateSymbolicLink(scratch.File("relative"), "direct");

        (await Run(scratch, scratch.File("relative"), "--version")).Expect(0);
    }

    [Fact]
    public async Task It_passes_arguments_and_the_exit_code_on()
    {
        using Scratch scratch = new();
        Ended ended = (await Run(scratch, Repository.Launcher, "--pid", "an argument of 'words' and $signs")).Expect(2);

        Assert.Contains("an argument of 'words' and $signs", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_becomes_the_binary_under_the_same_process_number_and_in_the_callers_folder()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess launcher = Start(
            scratch, Repository.Launcher, "--pid", $"{load.Pid}", "-i", "20ms", "-c", "data.csv", "-o", "x.json");
        await Tracker.UntilRows(launcher, scratch.File("data.csv"), 2);

        Assert.Equal("memory_tracker", Path.GetFileName(File.ResolveLinkTarget($"/proc/{launcher.Pid}/exe", returnFinalTarget: false)!.FullName));
        launcher.Send(Signal.Int);
        (await launcher.End()).Expect(0);
        CsvRecording.Read(scratch.File("data.csv"));
    }

    private static async Task<Ended> Run(Scratch scratch, params string[] command)
    {
        await using RunningProcess launcher = Start(scratch, command);
        return await launcher.End();
    }

    /// <remarks>Where nothing has been published yet, the launcher would build first: longer than a test waits.</remarks>
    private static RunningProcess Start(Scratch scratch, params string[] command)
    {
        _ = PublishedBinary.Path;
        return RunningProcess.Start(scratch, command);
    }
}
