using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>The system calls that .NET has no way to.</summary>
internal static partial class LibC
{
    public static void Send(Signal signal, int pid)
    {
        if (Kill(pid, (int)signal) != 0)
            throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
