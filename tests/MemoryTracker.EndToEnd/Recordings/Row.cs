using System.Globalization;
using System.Text.RegularExpressions;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>One row of a recording; an empty cell is null. <c>Time</c> is in nanoseconds since 1970, as the load process tells it.</summary>
internal sealed partial record Row(long Time, double Elapsed, string Pid, string Command, long? Rss, long? PeakRss, double? Cpu)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static Row Parse(string[] cells)
    {
        Assert.Equal(7, cells.Length);
        return new(Moment(cells[0]), Decimals(cells[1], 6)!.Value, cells[2], cells[3], Bytes(cells[4]), Bytes(cells[5]), Decimals(cells[6], 3));
    }

    /// <summary>The highest memory this row knows of.</summary>
    public long? Highest => PeakRss is null ? Rss : Math.Max(PeakRss.Value, Rss ?? 0);

    /// <summary>What the first cell says, in nanoseconds since 1970.</summary>
    public static long Moment(string cell)
    {
        DateTime time = DateTime.ParseExact(
            cell, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        return (time - DateTime.UnixEpoch).Ticks * 100;
    }

    private static long? Bytes(string cell)
    {
        if (cell.Length == 0)
            return null;

        Assert.Matches(Whole(), cell);
        return long.Parse(cell, CultureInfo.InvariantCulture);
    }

    private static double? Decimals(string cell, int decimals)
    {
        if (cell.Length == 0)
            return null;

        Assert.Matches(Fraction(), cell);
        Assert.Equal(decimals, cell.Length - cell.IndexOf('.', StringComparison.Ordinal) - 1);
        return double.Parse(cell, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[0-9]+\.[0-9]+$")]
    private static partial Regex Fraction();
}
