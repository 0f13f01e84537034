using MemoryTracker.Cli;
using MemoryTracker.Cli.Terminal;

if (!OperatingSystem.IsLinux())
{
    await Console.Error.WriteLineAsync("memory_tracker: processes are read from Linux's /proc: run it on Linux");
    return ExitCode.Failed;
}

StandardStream.FillMissing();
StopSignals.SurviveFileSizeLimit();
try
{
    return CommandLine.Run(args, StandardStream.Output.Print);
}
catch (UserException error)
{
    StandardStream.Error.WriteLine($"memory_tracker: {error.Message}");
    return error.ExitCode;
}
catch (Exception error) when (Shortage.In(error) is not null)
{
    StandardStream.Error.WriteLine($"memory_tracker: {Shortage.In(error)}");
    return ExitCode.Failed;
}
#pragma warning disable CA1031 // Whatever else comes up to here is a bug: it keeps its stack and has its own exit code.
catch (Exception bug)
#pragma warning restore CA1031
{
    StandardStream.Error.WriteLine($"memory_tracker: this is a bug, please report it with these lines:\n{bug}");
    return ExitCode.Bug;
}
