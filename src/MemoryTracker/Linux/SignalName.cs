using System.Globalization;

namespace MemoryTracker.Linux;

/// <summary>What signals are called; the numbers are the same on x86-64 and arm64 (include/uapi/asm-generic/signal.h).</summary>
internal static class SignalName
{
    // Where the C library's threads leave off; the kernel itself would begin at 32.
    private const int FirstRealTime = 34;
    private const int LastRealTime = 64;

    private static readonly string[] Names =
    [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT",
        "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>Such as <c>SIGKILL</c> or <c>SIGRTMIN+1</c>; <c>signal 33</c> for one that has no name.</summary>
    public static string Of(int signal) => signal switch
    {
        >= 1 when signal <= Names.Length => $"SIG{Names[signal - 1]}",
        FirstRealTime => "SIGRTMIN",
        > FirstRealTime and <= LastRealTime => string.Create(CultureInfo.InvariantCulture, $"SIGRTMIN+{signal - FirstRealTime}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
    };
}
