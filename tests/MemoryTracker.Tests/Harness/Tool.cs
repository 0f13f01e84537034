using System.Diagnostics;

namespace MemoryTracker.Tests.Harness;

/// <summary>A program of somebody else that says what it makes of our files.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs it to its end, which must be a good one, and gives what it wrote to standard output.</summary>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        Need.That(IsThere(program), $"{program} must be installed");
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} does not end");
        }

        Assert.True(process.ExitCode == 0, $"{program}: {errors.GetAwaiter().GetResult()}");
        return output.GetAwaiter().GetResult();
    }

    private static bool IsThere(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
