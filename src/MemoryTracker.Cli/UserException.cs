namespace MemoryTracker.Cli;

/// <summary>Something that the user can mend, told in one line that says how.</summary>
internal sealed class UserException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The command line cannot be understood.</summary>
    public static UserException Usage(string message) => new(Cli.ExitCode.Usage, message);

    /// <summary>What was asked for cannot be done.</summary>
    public static UserException Failure(string message) => new(Cli.ExitCode.Failed, message);
}
