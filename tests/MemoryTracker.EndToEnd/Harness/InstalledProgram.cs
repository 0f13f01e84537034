namespace MemoryTracker.EndToEnd.Harness;

/// <summary>A program of the machine's that is run to its end.</summary>
internal static class InstalledProgram
{
    /// <summary>What it writes on standard output.</summary>
    public static async Task<string> Run(Scratch scratch, string program, params string[] arguments)
    {
        await using RunningProcess running = RunningProcess.Start(scratch, [program, .. arguments]);
        return (await running.End()).Expect(0).Output;
    }

    /// <summary>Whether it is installed.</summary>
    public static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
}
