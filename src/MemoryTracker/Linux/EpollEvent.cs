using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryTracker.Linux;

/// <summary>
/// struct epoll_event as the kernel lays it out: twelve bytes on x86-64, where it is packed, and sixteen on every other architecture
/// (include/uapi/linux/eventpoll.h).
/// </summary>
internal readonly unsafe ref struct EpollEvent(byte* entry)
{
    /// <summary>The most bytes that one takes.</summary>
    public const int MaxSize = 16;

    /// <summary>Readable.</summary>
    public const uint In = 0x1;

    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private readonly byte* _entry = entry;

    /// <summary>The bytes that one takes here.</summary>
    public static int Size => IsPacked ? 12 : MaxSize;

    /// <summary>What is waited for, or has come.</summary>
    public uint Events
    {
        get => Unsafe.ReadUnaligned<uint>(_entry);
        init => Unsafe.WriteUnaligned(_entry, value);
    }

    /// <summary>What the one who waits calls it.</summary>
    public ulong Data
    {
        get => Unsafe.ReadUnaligned<ulong>(_entry + Size - sizeof(ulong));
        init => Unsafe.WriteUnaligned(_entry + Size - sizeof(ulong), value);
    }
}
