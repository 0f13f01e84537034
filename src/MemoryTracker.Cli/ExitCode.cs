namespace MemoryTracker.Cli;

/// <summary>What the program's end says to a script.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The target cannot be recorded, or an output could not be written.</summary>
    public const int Failed = 1;

    /// <summary>The command line cannot be understood.</summary>
    public const int Usage = 2;

    /// <summary>An assertion did not hold.</summary>
    public const int AssertionFailed = 3;

    /// <summary>A fault of the program itself; its stack is printed.</summary>
    public const int Bug = 70;

    /// <summary>The command to launch is there and cannot be started, as to a shell.</summary>
    public const int NotStarted = 126;

    /// <summary>The command to launch is not there, as to a shell.</summary>
    public const int NotFound = 127;

    /// <summary>A second interrupt: 128 and the number of SIGINT.</summary>
    public const int GivenUp = 130;
}
