using System.Diagnostics;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>
/// Clocks of one process that a test can move without touching the machine's. They are moved where the process asks for them (a library that is preloaded, compiled by the first test that needs
/// it): the kernel's timers go on by its own.
/// </summary>
internal sealed class MovedClocks
{
    private static readonly Lazy<string> Compiled = new(Compile);
    private readonly string _file;

    public MovedClocks(Scratch scratch)
    {
        _file = Path.Combine(scratch.RuntimeFolder, "clocks");
        Move(TimeSpan.Zero, TimeSpan.Zero);
    }

    public RunningProcess Start(Scratch scratch, params IEnumerable<string> command) =>
        RunningProcess.Start(scratch, command, ("LD_PRELOAD", Compiled.Value), ("CLOCKS", _file));

    /// <summary>Sets the time of day, and how long the machine was suspended, so far from what they are.</summary>
    public void Move(TimeSpan timeOfDay, TimeSpan suspended)
    {
        using FileStream file = new(_file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        file.Write([.. BitConverter.GetBytes((long)timeOfDay.TotalNanoseconds), .. BitConverter.GetBytes((long)suspended.TotalNanoseconds)]);
    }

    private static string Compile()
    {
        Need.That(File.Exists("/usr/bin/gcc"), "gcc must be installed");
        string library = Path.Combine(AppContext.BaseDirectory, "clock.so");
        using Process compiler = Process.Start(new ProcessStartInfo(
            "/usr/bin/gcc", ["-O1", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror", "-o", library, Python.Program("clock.c")])
        { RedirectStandardError = true })!;
        string errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, errors);
        return library;
    }
}
