namespace MemoryTracker.Charts.Ticks;

/// <summary>The distances between ticks of a time axis that a person finds round, in nanoseconds.</summary>
internal static class TimeSteps
{
    public const long Microsecond = 1_000;
    public const long Millisecond = 1_000 * Microsecond;
    public const long Second = 1_000 * Millisecond;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    /// <summary>All of them, the finest first: from a nanosecond to as many days as nanoseconds can count.</summary>
    public static readonly long[] All =
    [
        .. Decimal(1, Second),
        .. Times(Second, 1, 2, 5, 10, 15, 30),
        .. Times(Minute, 1, 2, 5, 10, 15, 30),
        .. Times(Hour, 1, 2, 3, 6, 12),
        .. Decimal(Day, 100_000 * Day),
    ];

    /// <summary>The multiples of a step within a range, both ends included.</summary>
    /// <param name="from">Where the range begins, at least 0.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="step">The distance of two multiples.</param>
    /// <param name="origin">Where on the scale of the multiples the zero of the range lies.</param>
    public static IEnumerable<long> Within(long from, long to, long step, long origin = 0)
    {
        long first = (from + origin + step - 1) / step * step;
        for (long multiple = first; multiple <= to + origin; multiple += step) yield return multiple - origin;
    }

    private static IEnumerable<long> Decimal(long from, long below)
    {
        for (long power = from; power < below; power *= 10)
        {
            yield return power;
            yield return 2 * power;
            yield return 5 * power;
        }
    }

    private static IEnumerable<long> Times(long unit, params long[] factors) => factors.Select(factor => factor * unit);
}
