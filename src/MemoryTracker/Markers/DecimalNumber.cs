using System.Buffers.Text;

namespace MemoryTracker.Markers;

/// <summary>
/// A number from 0 up as decimals tell it, exactly, to the ninth place: a double holds seconds since 1970 only to 0.2 µs. Digits, and behind a
/// point at least one more; no sign and nothing between the digits.
/// </summary>
internal readonly struct DecimalNumber
{
    private const int Places = 9;
    private const int Billion = 1_000_000_000;

    // Any number that ever fits has its point within this many places.
    private const int MostExponent = 1_000;

    private readonly int _billionths;

    private DecimalNumber(long whole, int billionths, bool hasPlaces) => (Whole, _billionths, HasPlaces) = (whole, billionths, hasPlaces);

    /// <summary>Whether digits stand behind its point.</summary>
    public bool HasPlaces { get; }

    /// <summary>The whole part.</summary>
    public long Whole { get; }

    /// <summary>Reads the whole text; false when it is no such number or has 2^63 or more.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mayHaveExponent">Whether <c>5e-05</c> is a number, as Python's <c>json</c> and <c>numpy.savetxt</c> write it.</param>
    /// <param name="number">The number.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, bool mayHaveExponent, out DecimalNumber number)
    {
        number = default;
        ReadOnlySpan<byte> whole = Digits(text);
        ReadOnlySpan<byte> rest = text[whole.Length..];
        ReadOnlySpan<byte> places = rest.StartsWith("."u8) ? Digits(rest[1..]) : default;
        rest = places.IsEmpty ? rest : rest[(1 + places.Length)..];
        return !whole.IsEmpty && TryExponent(rest, mayHaveExponent, out int exponent) && TryJoin(whole, places, whole.Length + exponent, out number);
    }

    /// <summary>How many nanoseconds that many of a unit are, cut at whole ones; null when more than 2^63.</summary>
    public long? Nanoseconds(TimeKind unit)
    {
        int nanosecondsEach = unit switch
        {
            TimeKind.Milliseconds => 1_000_000,
            TimeKind.Microseconds => 1_000,
            TimeKind.Nanoseconds => 1,
            _ => Billion,
        };
        Int128 nanoseconds = ((Int128)Whole * nanosecondsEach) + (_billionths / (Billion / nanosecondsEach));
        return nanoseconds <= long.MaxValue ? (long)nanoseconds : null;
    }

    private static ReadOnlySpan<byte> Digits(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length < 0 ? text : text[..length];
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, bool mayBeThere, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
            return true;
        return mayBeThere && text[0] is (byte)'e' or (byte)'E' && Utf8Parser.TryParse(text[1..], out exponent, out int used)
            && used == text.Length - 1 && exponent is >= -MostExponent and <= MostExponent;
    }

    /// <param name="whole">The digits before the point as it is written.</param>
    /// <param name="places">Those behind it.</param>
    /// <param name="point">How many of both stand before the point as it is meant.</param>
    /// <param name="number">The number.</param>
    private static bool TryJoin(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> places, int point, out DecimalNumber number)
    {
        number = default;
        long before = 0;
        int behind = 0;
        for (int i = 0; i < point + Places; i++)
        {
            int digit = i < whole.Length ? whole[i] - '0' : i - whole.Length < places.Length ? places[i - whole.Length] - '0' : 0;
            if (i >= point)
                behind = (behind * 10) + digit;
            else if (before <= (long.MaxValue - digit) / 10)
                before = (before * 10) + digit;
            else
                return false;
        }

        number = new DecimalNumber(before, behind, whole.Length + places.Length > point);
        return true;
    }
}
