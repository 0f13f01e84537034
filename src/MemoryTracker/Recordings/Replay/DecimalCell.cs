using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemoryTracker.Recordings.Replay;

/// <summary>A number from 0 up as our files hold it: digits, and behind a point more of them. Eight digits are read at a time (Lemire, "Number parsing at a gigabyte per second").</summary>
internal static class DecimalCell
{
    private const int AtOnce = sizeof(ulong);
    private const int MostDigits = 18;
    private const long ExactInDouble = 1L << 53;

    private static ReadOnlySpan<long> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000,
        10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    /// <summary>Reads the number that begins at a place of the text; false when there is none, or when it has more than 18 digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="mantissa">The number in units of its last decimal.</param>
    /// <param name="places">How many decimals it has.</param>
    /// <param name="end">Where it ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> text, int start, out long mantissa, out int places, out int end)
    {
        places = 0;
        int digits = Eight(text, start, out mantissa);
        if (digits == AtOnce)
            digits += More(text, start + digits, ref mantissa);
        end = start + digits;
        if ((uint)end >= (uint)text.Length || text[end] != '.')
            return digits is > 0 and <= MostDigits;
        places = Eight(text, end + 1, out long fraction);
        mantissa = (mantissa * Powers[places]) + fraction;
        if (places == AtOnce)
            places += More(text, end + 1 + places, ref mantissa);
        end += 1 + places;
        return digits > 0 && places > 0 && digits + places <= MostDigits;
    }

    /// <summary>The double that is nearest to it, which every exact way of reading gives; false when it has too many digits for one division to be exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryValue(long mantissa, int places, out double value)
    {
        value = places == 0 ? mantissa : (double)mantissa / Powers[places];
        return places == 0 || mantissa <= ExactInDouble;
    }

    /// <summary>How many units of the last of that many decimals make one.</summary>
    public static long Power(int places) => Powers[places];

    /// <summary>How many of the next eight bytes are digits, up to the first that is none, and their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Eight(ReadOnlySpan<byte> text, int start, out long value)
    {
        const ulong Zeros = 0x3030303030303030;
        const ulong HighBits = 0x8080808080808080;
        ulong bytes = (text.Length - start >= AtOnce ? BinaryPrimitives.ReadUInt64LittleEndian(text[start..]) : Last(text, start)) ^ Zeros;
        // The high bit of each byte that is above 9; what a carry spoils lies behind the first such byte.
        ulong others = (bytes | (bytes + 0x7676767676767676)) & HighBits;
        int count = BitOperations.TrailingZeroCount(others) / 8;
        // Digits to the end, zeros before them: then pairs, fours and all eight are added up at once. Shifted twice, because by 64 is by 0.
        ulong digits = bytes << (4 * (AtOnce - count)) << (4 * (AtOnce - count));
        digits = (digits * 10) + (digits >> 8);
        digits = (((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        value = (long)(digits & 0xFFFFFFFF);
        return count;
    }

    /// <summary>Reads digits beyond the first eight, and returns how many there are; only of up to 18 in all the number holds.</summary>
    private static int More(ReadOnlySpan<byte> text, int start, ref long number)
    {
        int count = 0;
        int found;
        do
        {
            found = Eight(text, start + count, out long value);
            number = (number * Powers[found]) + value;
            count += found;
        }
        while (found == AtOnce);

        return count;
    }

    /// <summary>The fewer than eight bytes that are left, and zeros, which are no digits, behind them.</summary>
    private static ulong Last(ReadOnlySpan<byte> text, int start)
    {
        if (start >= text.Length)
            return 0;
        if (text.Length >= AtOnce)
            return BinaryPrimitives.ReadUInt64LittleEndian(text[^AtOnce..]) >> (8 * (AtOnce - (text.Length - start)));
        ulong bytes = 0;
        for (int i = text.Length - 1; i >= start; i--)
            bytes = (bytes << 8) | text[i];
        return bytes;
    }
}
