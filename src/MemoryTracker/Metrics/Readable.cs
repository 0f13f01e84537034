using System.Globalization;

namespace MemoryTracker.Metrics;

/// <summary>Figures as a person reads them, the same in every output and under every culture.</summary>
public static class Readable
{
    private const double LongestSeconds = 9e11;

    internal static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>A figure with its unit, such as <c>412.3 MiB</c>, <c>45.2 %</c> or <c>1,234</c>; a dash when it is unknown (NaN).</summary>
    public static string Figure(double value, Unit unit) => unit switch
    {
        _ when double.IsNaN(value) => "–",
        Unit.Bytes => Bytes(value),
        Unit.Percent => Percent(value),
        // A document from elsewhere may hold any number; one beyond what a time can be is as good as the longest.
        Unit.Seconds => Duration(TimeSpan.FromSeconds(Math.Clamp(value, -LongestSeconds, LongestSeconds))),
        Unit.Count => Number(value),
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    /// <summary>Bytes in the largest IEC unit that leaves at least 1 before the point: <c>980 B</c>, <c>412.3 MiB</c>, <c>1.25 GiB</c>.</summary>
    public static string Bytes(double bytes)
    {
        double magnitude = Math.Abs(bytes);
        int unit = 0;
        while (magnitude >= 1024 && unit < ByteUnits.Length - 1)
        {
            magnitude /= 1024;
            unit++;
        }

        // 1,023.96 KiB must not become "1024.0 KiB".
        if (unit < ByteUnits.Length - 1 && Math.Round(magnitude, unit == 0 ? 0 : 1) >= 1024)
        {
            magnitude /= 1024;
            unit++;
        }

        string format = unit == 0 ? "0" : magnitude < 10 ? "0.00" : "0.0";
        string sign = bytes < 0 ? "-" : "";
        return sign + magnitude.ToString(format, CultureInfo.InvariantCulture) + " " + ByteUnits[unit];
    }

    /// <summary>Percent of one core with one decimal: <c>45.2 %</c>.</summary>
    public static string Percent(double percent) => percent.ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A plain number, such as <c>12,345</c>; one decimal for what is no whole number and below a hundred, as a mean may be: <c>2.5</c>.</summary>
    public static string Number(double number) =>
        number.ToString(Math.Abs(number) < 99.95 ? "0.#" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>A number of things: <c>1 sample</c>, <c>12,345 samples</c>.</summary>
    public static string Count(long count, string noun) =>
        Number(count) + " " + noun + (count == 1 ? "" : "s");

    /// <summary>A length of time: <c>85 µs</c>, <c>12.5 ms</c>, <c>3.25 s</c>, then <c>2:03</c>, <c>1:02:03</c>, <c>5 d 01:02:03</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        double seconds = time.TotalSeconds;
        double magnitude = Math.Abs(seconds);
        return magnitude switch
        {
            0 => "0 s",
            < 0.0009995 => Number(seconds * 1e6, 0) + " µs",
            < 0.9995 => Number(seconds * 1e3, magnitude < 0.09995 ? 1 : 0) + " ms",
            < 59.995 => Number(seconds, 2) + " s",
            _ => Clock(time),
        };
    }

    /// <summary>When something was that lies between two moments: <c>at 1:03</c> if both read alike, else <c>between 0:03.00 and 0:03.25</c>.</summary>
    public static string Between(string from, string to) => from == to ? $"at {from}" : $"between {from} and {to}";

    /// <summary>A moment of a recording as a clock reads it: <c>0:03.50</c>, <c>12:05</c>, <c>1:02:03</c>, <c>5 d 01:02:03</c>.</summary>
    public static string Moment(TimeSpan elapsed) =>
        elapsed < TimeSpan.FromMinutes(1) ? elapsed.ToString(@"m\:ss\.ff", CultureInfo.InvariantCulture) : Clock(elapsed);

    private static string Clock(TimeSpan time)
    {
        TimeSpan whole = TimeSpan.FromSeconds(Math.Round(time.Duration().TotalSeconds));
        string format = whole.TotalDays >= 1 ? @"d\ \d\ hh\:mm\:ss" : whole.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss";
        return (time < TimeSpan.Zero ? "-" : "") + whole.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Number(double value, int decimals) =>
        Math.Round(value, decimals).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
}
