using MemoryTracker.Cli;
using MemoryTracker.Cli.Terminal;

StandardStream.FillMissing();
try
{
    return CommandLine.Run(args);
}
catch (UserException error)
{
    StandardStream.Error.WriteLine($"memory_tracker: {error.Message}");
    return error.ExitCode;
}
#pragma warning disable CA1031 // Whatever else comes up to here is a bug: it keeps its stack and has its own exit code.
catch (Exception bug)
#pragma warning restore CA1031
{
    StandardStream.Error.WriteLine($"memory_tracker: this is a bug, please report it with these lines:\n{bug}");
    return ExitCode.Bug;
}
