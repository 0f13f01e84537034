namespace MemoryTracker.Markers;

/// <summary>Tells the times of a marker file: a date and time, or a number whose unit and clock its size tells, unless the user said which clock.</summary>
/// <param name="clock">The clock of the file's numbers; null for told by size.</param>
internal sealed class MarkerTimes(MarkerClock? clock)
{
    // Since 1970 in seconds: smaller ones are since the start, for nobody records what was in 1973.
    private const long FewestSeconds = 100_000_000;
    private const long FewestMilliseconds = 100_000_000_000;
    private const long FewestMicroseconds = 100_000_000_000_000;
    private const long FewestNanoseconds = 100_000_000_000_000_000;

    // What the writer saw of its clock may be a little newer than what we last saw of ours.
    private const long Tolerance = 1_000_000_000;

    /// <summary>What the chosen clock shows now, in nanoseconds: tells the unit of whole numbers on the monotonic and the boottime clock.</summary>
    public long Now { get; set; }

    /// <summary>What a time looks like, for whoever wrote something else.</summary>
    public string Wanted => clock switch
    {
        MarkerClock.Monotonic or MarkerClock.Boottime => "wanted is what that clock has shown, such as 4711.123456",
        MarkerClock.Relative => "wanted are seconds since the start, such as 12.5",
        _ => "wanted is 2026-11-24T13:00:00Z, 1795525200.123 or the like",
    };

    /// <summary>Reads the time with which a line of text begins, up to a separator or its end.</summary>
    public bool TryReadFirst(ReadOnlySpan<byte> text, out ToldTime time, out int length) => TryRead(text, isField: false, null, out time, out length);

    /// <summary>Reads the end with which what follows the time of a line of text begins: it is one only when told like that time and not before it.</summary>
    public bool TryReadEnd(ReadOnlySpan<byte> text, ToldTime start, out MarkerTime end, out int length)
    {
        bool isTime = TryRead(text, isField: false, start.Kind, out ToldTime time, out length);
        end = time.Time;
        return isTime && time.Kind == start.Kind && end.Nanoseconds >= start.Time.Nanoseconds;
    }

    /// <summary>Reads a text that is a time and nothing else, because a key or a column says so; a whole number may then be small.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">For an end, how the start was told.</param>
    /// <param name="time">The time.</param>
    public bool TryReadField(ReadOnlySpan<byte> text, TimeKind? start, out ToldTime time) =>
        TryRead(text, isField: true, start, out time, out int length) && length == text.Length;

    /// <summary>The time so many of a unit after another; null when the text is no such number.</summary>
    public static MarkerTime? After(MarkerTime start, ReadOnlySpan<byte> text, TimeKind unit, bool isField)
    {
        if (!DecimalNumber.TryParse(text, mayHaveExponent: isField, out DecimalNumber number) || number.Nanoseconds(unit) is not { } length)
            return null;
        Int128 end = (Int128)start.Nanoseconds + length;
        return end <= long.MaxValue ? start with { Nanoseconds = (long)end } : null;
    }

    private bool TryRead(ReadOnlySpan<byte> text, bool isField, TimeKind? start, out ToldTime time, out int length)
    {
        time = default;
        if (IsoTime.TryRead(text, TimeZoneInfo.Local, out long nanoseconds, out length))
        {
            time = new ToldTime(new MarkerTime(MarkerClock.Realtime, nanoseconds), TimeKind.Date);
            return true;
        }

        length = Separator.Distance(text);
        if (!DecimalNumber.TryParse(text[..length], mayHaveExponent: isField, out DecimalNumber number)
            || Kind(number, isField, start) is not { } kind || number.Nanoseconds(kind) is not { } exact)
            return false;
        time = new ToldTime(new MarkerTime(Clock(kind), exact), kind);
        return true;
    }

    private MarkerClock Clock(TimeKind kind) => clock switch
    {
        MarkerClock.Monotonic or MarkerClock.Boottime => clock.Value,
        _ => kind == TimeKind.SinceStart ? MarkerClock.Relative : MarkerClock.Realtime,
    };

    private TimeKind? Kind(DecimalNumber number, bool isField, TimeKind? start) => clock switch
    {
        MarkerClock.Monotonic or MarkerClock.Boottime => KindBefore(number, start),
        _ when number.Whole >= FewestSeconds => KindBySize(number.Whole),
        MarkerClock.Realtime => null,
        MarkerClock.Relative => TimeKind.SinceStart,
        // Else "3 workers up" would be a time.
        _ => isField || number.HasPlaces ? TimeKind.SinceStart : null,
    };

    private static TimeKind KindBySize(long whole) => whole switch
    {
        >= FewestNanoseconds => TimeKind.Nanoseconds,
        >= FewestMicroseconds => TimeKind.Microseconds,
        >= FewestMilliseconds => TimeKind.Milliseconds,
        _ => TimeKind.Seconds,
    };

    /// <summary>The coarsest unit in which the clock has shown that number already; an end, which may be still to come, has the start's.</summary>
    private TimeKind? KindBefore(DecimalNumber number, TimeKind? start)
    {
        if (number.HasPlaces)
            return TimeKind.Seconds;
        if (start is >= TimeKind.Seconds)
            return start;
        for (TimeKind unit = TimeKind.Seconds; unit <= TimeKind.Nanoseconds; unit++)
        {
            if (number.Nanoseconds(unit) - Tolerance <= Now)
                return unit;
        }

        return null;
    }
}
