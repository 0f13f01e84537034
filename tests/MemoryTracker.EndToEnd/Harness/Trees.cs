using System.Diagnostics;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>
/// The program that grows trees of processes of known memory and CPU. It is compiled by the first test that needs it, from the C beside the load process, and
/// linked statically: its own memory is small and the same everywhere, and starting it costs next to nothing.
/// </summary>
internal static class Trees
{
    private static readonly Lazy<string> Compiled = new(Compile);

    public static string Program => Compiled.Value;

    /// <summary>The same program by another name, which nothing else on the machine has.</summary>
    public static string Copy(Scratch scratch, string name)
    {
        string copy = scratch.File(name);
        File.Copy(Program, copy);
        return copy;
    }

    private static string Compile()
    {
        Need.That(File.Exists("/usr/bin/gcc"), "gcc must be installed");
        string program = Path.Combine(AppContext.BaseDirectory, "trees");
        string[] sources = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "MemoryTracker.Load", "Trees"), "*.c");
        using Process compiler = Process.Start(new ProcessStartInfo("/usr/bin/gcc",
            ["-O1", "-static", "-pthread", "-Wall", "-Wextra", "-Werror", "-o", program, .. sources])
        { RedirectStandardError = true })!;
        string errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, errors);
        return program;
    }
}
