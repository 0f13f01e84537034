namespace MemoryTracker.EndToEnd.Harness;

/// <summary>What a process left behind: its exit code (128 + n after signal n) and all it has written.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public string[] ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Ended Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\nstandard error:\n{Errors}\nstandard output:\n{Output}");
        return this;
    }
}
