using System.Runtime.InteropServices;

namespace MemoryTracker.Linux;

/// <summary>What starts, signals and waits for processes.</summary>
internal static unsafe partial class LibC
{
    public const int ChildEnded = 17;
    public const int BrokenPipe = 13;
    public const int KillSignal = 9;
    public const int TerminateSignal = 15;
    public const int StopSignal = 19;

    public const short SpawnWithDefaults = 0x4;
    public const short SpawnInOwnSession = 0x80;
    public const int AnyChild = 0;
    public const int OneChild = 1;
    public const int NoWait = 0x1;
    public const int WaitEnded = 0x4;
    public const int WaitOnlyLook = 0x1000000;

    public const int AdoptOrphans = 36;
    public const int OpenFilesLimit = 7;
    public const nuint GetForegroundGroup = 0x540f;

    // The same number on every architecture (include/uapi/asm-generic/unistd.h).
    private const long PidFdSendSignalCall = 424;

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    /// <summary>Unlike the others it returns the error number itself.</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawnp")]
    public static partial int Spawn(int* pid, byte* file, void* fileActions, SpawnAttributes* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial int SpawnAttributesInit(SpawnAttributes* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SpawnAttributesSetFlags(SpawnAttributes* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SpawnAttributesSetDefaults(SpawnAttributes* attributes, SignalSet* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int SpawnAttributesDestroy(SpawnAttributes* attributes);

    [LibraryImport(Library, EntryPoint = "waitid", SetLastError = true)]
    public static partial int WaitId(int which, int pid, ChildInfo* info, int options);

    [LibraryImport(Library, EntryPoint = "wait4", SetLastError = true)]
    public static partial int WaitFor(int pid, int* status, int options, ResourceUsage* usage);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int ProcessControl(int option, nuint argument, nuint third, nuint fourth, nuint fifth);

    [LibraryImport(Library, EntryPoint = "sigaction", SetLastError = true)]
    public static partial int SignalAction(int signal, void* action, Disposition* old);

    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int GetLimit(int resource, Limit* limit);

    [LibraryImport(Library, EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetLimit(int resource, Limit* limit);

    [LibraryImport(Library, EntryPoint = "getpgrp")]
    public static partial int ProcessGroup();

    /// <summary>Sends a signal to the very process that the descriptor holds (Linux 5.1).</summary>
    public static int PidFdSendSignal(int descriptor, int signal) => (int)SystemCall(PidFdSendSignalCall, descriptor, signal, 0, 0);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long first, long second, long third, long fourth);

    /// <summary>posix_spawnattr_t, opaque: 336 bytes in glibc and in musl.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 336)]
    public struct SpawnAttributes
    {
        public long First;
    }

    /// <summary>sigset_t: signal n is bit n - 1.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    public struct SignalSet
    {
        private ulong _signals;

        public void Add(int signal) => _signals |= 1UL << (signal - 1);
    }

    /// <summary>struct sigaction, as far as it is used here: what is done when the signal comes.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 152)]
    public struct Disposition
    {
        public nint Handler;
    }

    /// <summary>siginfo_t of waitid(2), as far as it is used here; the PID stays 0 when there is nothing to tell.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    public struct ChildInfo
    {
        [FieldOffset(16)]
        public int Pid;
    }

    /// <summary>struct rlimit.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
