using System.Runtime.InteropServices;

namespace MemoryTracker.Tests.Harness;

/// <summary>What tests ask of the kernel beyond what the program does.</summary>
internal static partial class LibC
{
    public const int KillSignal = 9;
    public const int OwnFileState = 0x200;
    public const int NewMountNamespace = 0x20000;
    public const ulong PrivateMounts = 0x44000;

    [LibraryImport("libc", EntryPoint = "gettid")]
    public static partial int ThreadId();

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    public static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Mount(string source, string target, string? type, ulong flags, string? data);

    [LibraryImport("libc", EntryPoint = "umask")]
    public static partial uint Umask(uint mask);

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true)]
    public static unsafe partial int SetVariable(byte* name, byte* value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", SetLastError = true)]
    public static unsafe partial int RemoveVariable(byte* name);
}
