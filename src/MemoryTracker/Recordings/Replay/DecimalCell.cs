using System.Buffers.Binary;
using System.Numerics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>A number from 0 up as our files hold it: digits, and behind a point more of them. Eight digits are read at a time (Lemire, "Number parsing at a gigabyte per second").</summary>
internal static class DecimalCell
{
    private const int MostDigits = 18;
    private const long ExactInDouble = 1L << 53;

    private static ReadOnlySpan<long> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000,
        10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    /// <summary>Reads the number with which the text begins; false when there is none, or when it has more than 18 digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mantissa">The number in units of its last decimal.</param>
    /// <param name="places">How many decimals it has.</param>
    /// <param name="length">How many bytes it takes.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out long mantissa, out int places, out int length)
    {
        mantissa = places = 0;
        int digits = length = Digits(text, ref mantissa);
        if ((uint)length < (uint)text.Length && text[length] == '.')
        {
            places = Digits(text[(length + 1)..], ref mantissa);
            digits = places == 0 ? 0 : digits + places;
            length += 1 + places;
        }

        return digits is > 0 and <= MostDigits && length > places;
    }

    /// <summary>The double that is nearest to it, which every exact way of reading gives; false when it has too many digits for one division to be exact.</summary>
    public static bool TryValue(long mantissa, int places, out double value)
    {
        value = places == 0 ? mantissa : (double)mantissa / Powers[places];
        return places == 0 || mantissa <= ExactInDouble;
    }

    /// <summary>How many units of the last of that many decimals make one.</summary>
    public static long Power(int places) => Powers[places];

    private static int Digits(ReadOnlySpan<byte> text, ref long number)
    {
        int count = 0;
        while (text.Length - count >= sizeof(ulong))
        {
            int found = Eight(text[count..], out long value);
            number = (number * Powers[found]) + value;
            count += found;
            if (found < sizeof(ulong))
                return count;
        }

        for (; count < text.Length && (uint)(text[count] - '0') <= 9; count++)
            number = (number * 10) + text[count] - '0';
        return count;
    }

    /// <summary>How many of the next eight bytes are digits, up to the first that is none, and their number.</summary>
    private static int Eight(ReadOnlySpan<byte> text, out long value)
    {
        const ulong Zeros = 0x3030303030303030;
        const ulong HighBits = 0x8080808080808080;
        ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ Zeros;
        // The high bit of each byte that is above 9; what a carry spoils lies behind the first such byte.
        ulong others = (bytes | (bytes + 0x7676767676767676)) & HighBits;
        int count = BitOperations.TrailingZeroCount(others) / 8;
        // Digits to the end, zeros before them: then pairs, fours and all eight are added up at once. Shifted twice, because by 64 is by 0.
        ulong digits = bytes << (4 * (8 - count)) << (4 * (8 - count));
        digits = (digits * 10) + (digits >> 8);
        digits = (((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        value = (long)(digits & 0xFFFFFFFF);
        return count;
    }
}
