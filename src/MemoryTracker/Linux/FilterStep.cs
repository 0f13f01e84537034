using System.Runtime.InteropServices;

namespace MemoryTracker.Linux;

/// <summary>
/// One step of a classic BPF program (struct sock_filter of include/uapi/linux/filter.h), which the kernel runs over each message before it reaches a
/// socket. It ends by saying how many bytes of the message pass: none or all.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct FilterStep
{
    private readonly ushort _code;
    private readonly byte _ifEqual;
    private readonly byte _ifOther;
    private readonly uint _value;

    private FilterStep(ushort code, byte ifEqual, byte ifOther, uint value)
    {
        _code = code;
        _ifEqual = ifEqual;
        _ifOther = ifOther;
        _value = value;
    }

    /// <summary>Lets the message through.</summary>
    public static FilterStep Pass { get; } = new(0x06, 0, 0, uint.MaxValue);

    /// <summary>Throws it away.</summary>
    public static FilterStep Drop { get; } = new(0x06, 0, 0, 0);

    /// <summary>Keeps what was loaded, to compare with.</summary>
    public static FilterStep Keep { get; } = new(0x07, 0, 0, 0);

    /// <summary>Loads the four bytes at a place of the message as a number in network byte order, whatever the machine's own is.</summary>
    public static FilterStep Load(uint offset) => new(0x20, 0, 0, offset);

    /// <summary>Goes on so many steps further if what was loaded is this number of the machine's, else to the next step.</summary>
    public static FilterStep SkipIfEqual(uint number, byte steps) =>
        new(0x15, steps, 0, BitConverter.IsLittleEndian ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(number) : number);

    /// <summary>Goes on so many steps further if what was loaded is what was kept, else to the next step.</summary>
    public static FilterStep SkipIfKept(byte steps) => new(0x1d, steps, 0, 0);
}
