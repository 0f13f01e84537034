using System.Runtime.InteropServices;

namespace MemoryTracker.Load;

/// <summary><c>struct timespec</c> of a 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TimeSpec
{
    public readonly long Seconds;
    public readonly long Nanoseconds;

    public long TotalNanoseconds => (Seconds * 1_000_000_000) + Nanoseconds;
}
