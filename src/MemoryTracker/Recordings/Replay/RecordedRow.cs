using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>One row of a recording as its file has it: of a process, or of the total of several.</summary>
internal sealed class RecordedRow
{
    /// <summary>A hundred years in microseconds: in nanoseconds, too, that and any sum of a few of it is a number.</summary>
    public const long LongestElapsed = 100L * 366 * 86_400 * 1_000_000;

    private const double HighestFigure = 1L << 62;

    /// <summary>The time of day in UTC, in ticks since the year 1; 0 when the row does not tell it.</summary>
    public long Time { get; set; }

    /// <summary>The time since the recording's start in microseconds; negative when the row does not tell it.</summary>
    public long Elapsed { get; set; }

    /// <summary>PID, command and figures.</summary>
    public Figures Figures { get; } = new();

    /// <summary>The figure, or NaN for one that no recorder writes: infinite, negative or above 2^62.</summary>
    public static double Credible(double figure) => figure is >= 0 and <= HighestFigure ? figure : double.NaN;

    /// <summary>Seconds in microseconds, rounded; negative for what is no time of a recording, such as NaN or a thousand years.</summary>
    public static long Microseconds(double seconds) => seconds is >= 0 and <= LongestElapsed / 1e6 ? (long)Math.Round(seconds * 1e6) : -1;

    /// <summary>The same of a decimal number in units of its last decimal.</summary>
    public static long Microseconds(long mantissa, int places)
    {
        if (places == 6)
            return mantissa <= LongestElapsed ? mantissa : -1;
        return (Int128)mantissa * 1_000_000 / DecimalCell.Power(places) is var exact && exact <= LongestElapsed ? (long)exact : -1;
    }
}
