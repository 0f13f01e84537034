using System.Runtime.InteropServices;

namespace MemoryTracker.Load;

/// <summary>The system calls that .NET has no way to.</summary>
internal static partial class LibC
{
    public const int ProtectionRead = 1;
    public const int ProtectionWrite = 2;
    public const int MapShared = 0x01;
    public const int MapPrivate = 0x02;
    public const int MapAnonymous = 0x20;
    public const int MapHugePages = 0x40000;
    public const int AdviceRandom = 1;
    public const int AdviceFree = 8;
    public const int AdviceNoHugePages = 15;
    public const int AdvicePageOut = 21;
    public const int FileNotNeeded = 4;
    public const int GetDescriptorFlags = 1;
    public const int UsageOfSelf = 0;
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

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMemory(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int SetLength(int descriptor, long length);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    public static partial int Control(int descriptor, int command);

    /// <remarks>Returns the error itself.</remarks>
    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    public static partial int AdviseFile(int descriptor, long offset, long length, int advice);

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    public static partial int GetUsage(int who, out Accounts.ResourceUsage usage);

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    public static partial int CurrentProcessor();

    /// <remarks>0 is the calling thread.</remarks>
    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    public static partial int BindTo(int thread, nuint length, ReadOnlySpan<byte> processors);

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
