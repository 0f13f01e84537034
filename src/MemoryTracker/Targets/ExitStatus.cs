namespace MemoryTracker.Targets;

/// <summary>How a process ended, as wait(2) tells it: one of the two is known, the other null.</summary>
/// <param name="Code">What it gave to exit(2), 0 to 255.</param>
/// <param name="Signal">The number of the signal that killed it.</param>
public readonly record struct ExitStatus(int? Code, int? Signal)
{
    private const int SignalBits = 0x7f;

    /// <summary>The signal's name, such as <c>SIGKILL</c>; null when none killed it.</summary>
    public string? SignalName => Signal is { } signal ? Linux.SignalName.Of(signal) : null;

    /// <summary>Reads the number that wait(2) and the kernel's events give.</summary>
    public static ExitStatus FromWait(int status) => (status & SignalBits) == 0
        ? new ExitStatus((status >> 8) & 0xff, null)
        : new ExitStatus(null, status & SignalBits);
}
