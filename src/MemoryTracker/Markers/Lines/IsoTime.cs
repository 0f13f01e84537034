namespace MemoryTracker.Markers.Lines;

/// <summary>
/// A date and time of day as ISO 8601 writes them and programs do: <c>2026-11-24T13:00:00.123Z</c>, <c>2026-11-24 13:00:00,123</c> (Python's logging),
/// <c>20261124T130000+0100</c>. A date alone is none.
/// </summary>
internal static class IsoTime
{
    private const int MostZoneHours = 14;
    private const int FractionDigits = 9;

    /// <summary>Reads the time with which the text begins, up to a separator or the end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="local">Where a time without a zone was read. Of an hour that comes twice the second is meant; one that is left out counts on from the hour before.</param>
    /// <param name="nanoseconds">The time since 1970-01-01 UTC.</param>
    /// <param name="length">How many bytes it takes.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, TimeZoneInfo local, out long nanoseconds, out int length)
    {
        nanoseconds = length = 0;
        ReadOnlySpan<byte> rest = text;
        if (!TryDate(ref rest, out DateTime time, out bool isBasic) || !TryTimeOfDay(ref rest, isBasic, ref time, out bool hasSeconds))
            return false;

        ReadOnlySpan<byte> tail = rest;
        long fraction = hasSeconds ? Fraction(ref tail) : 0;
        TimeSpan? zone = Zone(ref tail);
        if (!Separator.IsNext(tail))
        {
            // Behind a comma that is the separator something else begins, which only looked like a fraction.
            if (!rest.StartsWith(","u8))
                return false;
            tail = rest;
            fraction = 0;
            zone = null;
        }

        TimeSpan sinceEpoch = time - DateTime.UnixEpoch - (zone ?? local.GetUtcOffset(time));
        Int128 exact = ((Int128)sinceEpoch.Ticks * TimeSpan.NanosecondsPerTick) + fraction;
        length = text.Length - tail.Length;
        nanoseconds = (long)exact;
        return exact == nanoseconds;
    }

    private static bool TryDate(ref ReadOnlySpan<byte> rest, out DateTime date, out bool isBasic)
    {
        date = default;
        isBasic = false;
        if (!TryNumber(ref rest, 4, out int year))
            return false;
        isBasic = !TryTake(ref rest, "-"u8);
        if (!TryNumber(ref rest, 2, out int month) || (!isBasic && !TryTake(ref rest, "-"u8)) || !TryNumber(ref rest, 2, out int day))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        return TryTake(ref rest, isBasic ? "Tt"u8 : "Tt "u8);
    }

    private static bool TryTimeOfDay(ref ReadOnlySpan<byte> rest, bool isBasic, ref DateTime time, out bool hasSeconds)
    {
        int second = 0;
        hasSeconds = false;
        if (!TryNumber(ref rest, 2, out int hour) || (!isBasic && !TryTake(ref rest, ":"u8)) || !TryNumber(ref rest, 2, out int minute))
            return false;
        hasSeconds = isBasic ? !rest.IsEmpty && char.IsAsciiDigit((char)rest[0]) : TryTake(ref rest, ":"u8);
        if ((hasSeconds && !TryNumber(ref rest, 2, out second)) || hour > 23 || minute > 59 || second > 59)
            return false;
        time += new TimeSpan(hour, minute, second);
        return true;
    }

    /// <summary>The nanoseconds behind a point or comma; 0 when there are none.</summary>
    private static long Fraction(ref ReadOnlySpan<byte> rest)
    {
        if (rest is not [(byte)'.' or (byte)',', ..])
            return 0;
        int digits = 0;
        long fraction = 0;
        ReadOnlySpan<byte> behind = rest[1..];
        for (; digits < behind.Length && char.IsAsciiDigit((char)behind[digits]); digits++)
            fraction = digits < FractionDigits ? (fraction * 10) + behind[digits] - '0' : fraction;
        for (int i = digits; i < FractionDigits; i++)
            fraction *= 10;
        rest = digits > 0 ? behind[digits..] : rest;
        return fraction;
    }

    /// <summary>The distance from UTC; null where none is told.</summary>
    private static TimeSpan? Zone(ref ReadOnlySpan<byte> rest)
    {
        if (TryTake(ref rest, "Zz"u8))
            return TimeSpan.Zero;

        // Ruby, Go and date's %z put a blank before the zone. Only then could it be something else: +1000 is a length in seconds.
        ReadOnlySpan<byte> tail = rest;
        bool isApart = TryTake(ref tail, " "u8);
        bool isWest = tail.StartsWith("-"u8);
        bool mayBeLength = isApart && !isWest && !tail.StartsWith("+0"u8);
        if (!TryTake(ref tail, "+-"u8) || !TryNumber(ref tail, 2, out int hours) || hours > MostZoneHours)
            return null;
        bool hasColon = TryTake(ref tail, ":"u8);
        bool hasMinutes = TryNumber(ref tail, 2, out int minutes);
        if (minutes > 59 || (hasColon && !hasMinutes) || (mayBeLength && !hasColon) || (isApart && (!hasMinutes || minutes % 15 != 0 || !Separator.IsNext(tail))))
            return null;
        rest = tail;
        TimeSpan zone = new(hours, minutes, 0);
        return isWest ? -zone : zone;
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> rest, int digits, out int number)
    {
        number = 0;
        if (rest.Length < digits || rest[..digits].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        foreach (byte digit in rest[..digits])
            number = (number * 10) + digit - '0';
        rest = rest[digits..];
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> any)
    {
        if (rest.IsEmpty || !any.Contains(rest[0]))
            return false;
        rest = rest[1..];
        return true;
    }
}
