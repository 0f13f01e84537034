using System.Runtime.InteropServices;

namespace MemoryTracker.Load;

/// <summary>The system calls that .NET has no way to.</summary>
internal static partial class LibC
{
    public const int ProtectionRead = 1;
    public const int ProtectionWrite = 2;
    public const int MapPrivate = 0x02;
    public const int MapAnonymous = 0x20;
    public const int AdviceNoHugePages = 15;
    public const int SetName = 15;
    public const int ClockRealtime = 0;
    public const int ClockMonotonic = 1;
    public const int ClockProcessCpu = 2;
    public const int ClockBoottime = 7;

    public static readonly nint MapFailed = -1;

    /// <summary>The number of exit(2), which ends one thread, unlike libc's exit().</summary>
    public static readonly nint ExitThread = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 60,
        Architecture.Arm64 => 93,
        var other => throw new PlatformNotSupportedException($"the number of exit(2) on {other} is not written down here"),
    };

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    public static partial int Advise(nint address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int ProcessControl(int option, ReadOnlySpan<byte> argument);

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Execute(string path, string?[] arguments);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int GetTime(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "syscall")]
    public static partial nint SystemCall(nint number, nint argument);

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitProcess(int code);
}
