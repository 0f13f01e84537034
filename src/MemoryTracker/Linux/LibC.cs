using System.Runtime.InteropServices;

namespace MemoryTracker.Linux;

/// <summary>
/// Every native call of the program, those about other processes in LibC.Processes.cs. Nearly all are plain system calls: they return -1 and leave the reason in
/// <see cref="Marshal.GetLastPInvokeError"/>, and retrying on EINTR is the caller's business. Those declared without SetLastError leave none there: they cannot fail, nobody asks why, or they return the reason (posix_spawn).
/// </summary>
internal static unsafe partial class LibC
{
    public const int ClockRealtime = 0;
    public const int ClockMonotonic = 1;
    public const int ClockMonotonicCoarse = 6;
    public const int ClockBoottime = 7;

    public const int ReadOnly = 0x0;
    public const int WriteOnly = 0x1;
    public const int ReadWrite = 0x2;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int NoControllingTerminal = 0x100;
    public const int Append = 0x400;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int PathOnly = 0x200000;

    public const int ExecuteAccess = 1;
    public const int WriteAccess = 2;
    public const int SeekFromStart = 0;
    public const int SeekFromCurrent = 1;
    public const int SeekFromEnd = 2;
    public const int AskOpenFileLock = 36;
    public const int LockOpenFile = 37;
    public const short ExclusiveLock = 1;
    public const short NoLock = 2;
    public const int CurrentFolder = -100;
    public const int LinkItself = 0x100;
    public const int FollowLink = 0x400;
    public const int EmptyPath = 0x1000;
    public const uint TypeModeOwnerInodeSizeTime = 0x1 | 0x2 | 0x8 | 0x10 | 0x40 | 0x100 | 0x200;
    public const uint LinksOnly = 0x4;
    public const uint SizeOnly = 0x200;

    public const short PollIn = 0x1;
    public const short PollOut = 0x4;
    public const int EpollAdd = 1;
    public const int EpollDelete = 2;
    public const int TimerAbsolute = 1;

    public const int NoSignal = 0;
    public const int Interrupt = 2;
    public const int FileSizeExceeded = 25;
    public const nint DefaultDisposition = 0;
    public const nint IgnoreDisposition = 1;

    public const int NetlinkFamily = 16;
    public const int Datagram = 2;
    public const int TellWholeLength = 0x20;
    public const int SocketLevel = 1;
    public const int ReceiveBuffer = 8;
    public const int AttachFilter = 26;
    public const int ReceiveBufferForce = 33;

    public const nuint GetWindowSize = 0x5413;
    public const nuint GetTerminalSettings = 0x5401;
    public const nuint SetTerminalSettings = 0x5402;
    public const int AdviceDontNeed = 4;
    public const int RusageSelf = 0;

    // The same number on every architecture (include/uapi/asm-generic/unistd.h).
    private const long PidFdOpenCall = 434;

    private static readonly long CompareCall = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 272 : 312;

    private static readonly long ReadFolderCall = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 61 : 217;

    private const string Library = "libc";

    // Numbers that differ between the architectures.
    public static int OnlyFolder { get; } = IsArm ? 0x4000 : 0x10000;

    /// <summary>O_TMPFILE: a file in that folder which has no name.</summary>
    public static int Nameless => 0x400000 | OnlyFolder;

    public static int NoLink { get; } = IsArm ? 0x8000 : 0x20000;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenIn(int folder, string name, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeFolder(string path, uint mode);

    [LibraryImport(Library, EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveIn(int folder, string name, int flags);

    [LibraryImport(Library, EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Link(int folder, string path, int newFolder, string newPath, int flags);

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenIn(int folder, byte* path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    public static partial nint ReadAt(int descriptor, byte* buffer, nint count, long offset);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, void* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, void* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(int descriptor, long offset, int whence);

    [LibraryImport(Library, EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int FTruncate(int descriptor, long length);

    [LibraryImport(Library, EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Status(int folder, string path, int flags, uint mask, FileStatus* status);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true)]
    public static partial int Status(int folder, byte* path, int flags, uint mask, FileStatus* status);

    [LibraryImport(Library, EntryPoint = "isatty", SetLastError = true)]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport(Library, EntryPoint = "ppoll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, TimeSpec* timeout, void* signalMask);

    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, void* entry);

    [LibraryImport(Library, EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, void* events, int count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport(Library, EntryPoint = "timerfd_create", SetLastError = true)]
    public static partial int TimerFdCreate(int clock, int flags);

    [LibraryImport(Library, EntryPoint = "timerfd_settime", SetLastError = true)]
    public static partial int TimerFdSetTime(int descriptor, int flags, TimerSpec* value, TimerSpec* old);

    // Answered from the vDSO in some 20 ns for the system's clocks: not worth a switch of the garbage collector's mode.
    [LibraryImport(Library, EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    public static partial int ClockGetTime(int clock, TimeSpec* time);

    [LibraryImport(Library, EntryPoint = "signal", SetLastError = true)]
    public static partial nint SetDisposition(int signal, nint disposition);

    [LibraryImport(Library, EntryPoint = "clock_getres", SetLastError = true)]
    public static partial int ClockGetResolution(int clock, TimeSpec* resolution);

    [LibraryImport(Library, EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeRights(int descriptor, uint rights);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int LockRange(int descriptor, int operation, FileLock* range);

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int socket, NetlinkAddress* address, uint length);

    [LibraryImport(Library, EntryPoint = "recvfrom", SetLastError = true)]
    public static partial nint ReceiveFrom(int socket, byte* buffer, nint count, int flags, NetlinkAddress* sender, uint* length);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSocketOption(int socket, int level, int option, void* value, uint length);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, void* argument);

    [LibraryImport(Library, EntryPoint = "getrusage", SetLastError = true)]
    public static partial int GetResourceUsage(int who, ResourceUsage* usage);

    [LibraryImport(Library, EntryPoint = "madvise", SetLastError = true)]
    public static partial int Advise(nint start, nint length, int advice);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport(Library, EntryPoint = "_exit")]
    public static partial void ExitAtOnce(int code);

    /// <summary>A descriptor that becomes readable when the process's last task has exited (Linux 5.3).</summary>
    public static int PidFdOpen(int pid) => (int)SystemCall(PidFdOpenCall, pid, 0, 0);

    /// <summary>0 when two processes have one and the same memory (KCMP_VM of kcmp(2)).</summary>
    public static long CompareMemory(int one, int other)
    {
        const int Memory = 1;
        return SystemCall(CompareCall, one, other, Memory);
    }

    /// <summary>The next entries of an open folder, as many as fit (getdents64(2)); 0 at its end. glibc has a function for it only since 2.30.</summary>
    public static nint ReadFolder(int descriptor, byte* entries, nint count) => (nint)SystemCall(ReadFolderCall, descriptor, (long)entries, count);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long first, long second, long third);

    /// <summary>struct timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpec(long nanoseconds)
    {
        public long Seconds = nanoseconds / 1_000_000_000;
        public long Fraction = nanoseconds % 1_000_000_000;

        public readonly long Nanoseconds => (Seconds * 1_000_000_000) + Fraction;
    }

    /// <summary>struct itimerspec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimerSpec
    {
        public TimeSpec Interval;
        public TimeSpec Value;
    }

    /// <summary>struct flock; length 0 is the whole file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct FileLock
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Pid;
    }

    /// <summary>struct pollfd; a negative descriptor is passed over.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    /// <summary>struct sockaddr_nl; port 0 is the kernel.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct NetlinkAddress
    {
        public ushort Family;
        public ushort Padding;
        public uint Port;
        public uint Groups;
    }

    /// <summary>struct sock_fprog: a classic BPF program.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct FilterProgram
    {
        public ushort Length;
        public FilterStep* Steps;
    }

    /// <summary>struct rusage, as far as it is used here: times are in microseconds, the peak in kibibytes.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    public struct ResourceUsage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
        public long PeakRss;
        public long SharedText;
        public long UnsharedData;
        public long UnsharedStack;
        public long MinorFaults;
        public long MajorFaults;

        public readonly TimeSpan UserTime => TimeSpan.FromSeconds(UserSeconds) + TimeSpan.FromMicroseconds(UserMicroseconds);

        public readonly TimeSpan SystemTime => TimeSpan.FromSeconds(SystemSeconds) + TimeSpan.FromMicroseconds(SystemMicroseconds);
    }

    /// <summary>struct statx, as far as it is used here; the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct FileStatus
    {
        [FieldOffset(16)]
        public uint Links;
        [FieldOffset(20)]
        public uint User;
        [FieldOffset(24)]
        public uint Group;
        [FieldOffset(28)]
        public ushort Mode;
        [FieldOffset(32)]
        public ulong Inode;
        [FieldOffset(40)]
        public long Size;
        [FieldOffset(112)]
        public long ModifiedSeconds;
        [FieldOffset(120)]
        public uint ModifiedFraction;
        [FieldOffset(136)]
        public ulong Device;
    }
}
