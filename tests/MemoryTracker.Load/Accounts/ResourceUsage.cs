using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MemoryTracker.Load.Accounts;

/// <summary><c>struct rusage</c> of a 64-bit Linux: what getrusage(2) says of this process, all its threads, ended ones included.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResourceUsage
{
    private long _userSeconds;
    private long _userMicroseconds;
    private long _systemSeconds;
    private long _systemMicroseconds;
    private unsafe fixed long _memory[4];

    public long MinorFaults;
    public long MajorFaults;
    private unsafe fixed long _swapsBlocksAndMessages[6];

    public long VoluntarySwitches;
    public long InvoluntarySwitches;

    public readonly double User => _userSeconds + (_userMicroseconds / 1e6);

    public readonly double System => _systemSeconds + (_systemMicroseconds / 1e6);

    public static ResourceUsage Now
    {
        get
        {
            if (LibC.GetUsage(LibC.UsageOfSelf, out ResourceUsage usage) != 0)
                throw new Win32Exception();
            return usage;
        }
    }
}
