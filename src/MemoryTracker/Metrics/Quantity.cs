using System.Globalization;

namespace MemoryTracker.Metrics;

/// <summary>Figures as users write them, with the unit behind the number: <c>500MiB</c>, <c>1.2 GB</c>, <c>150%</c>, <c>90s</c>, <c>8</c>.</summary>
internal static class Quantity
{
    // As systemd, Docker and ulimit do, a letter alone stands for a power of 1,024; with a B behind it, and no i, it is one of 1,000 as SI has it.
    private const string Prefixes = "KMGTPE";

    /// <summary>What users may write for a unit, for messages.</summary>
    public static string Examples(Unit unit) => unit switch
    {
        Unit.Bytes => "bytes such as 500MiB, 1.2GB or 4096",
        Unit.Percent => "percent of one core such as 150%",
        Unit.Seconds => "a time such as 90s, 1h30m or 250ms",
        _ => "a number such as 8",
    };

    /// <summary>The figure in the unit's own terms; null when the text is none.</summary>
    public static double? Parse(ReadOnlySpan<char> text, Unit unit)
    {
        text = text.Trim();
        int length = text.IndexOfAnyExcept(TimeValue.Digits);
        ReadOnlySpan<char> name = length < 0 ? "" : text[length..].Trim();
        if (unit == Unit.Seconds)
            return TimeValue.Parse(text.ToString(), TimeSpan.FromSeconds(1))?.TotalSeconds;
        if (!double.TryParse(length < 0 ? text : text[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            return null;
        double? figure = unit switch
        {
            Unit.Bytes => number * Multiple(name),
            Unit.Percent => name is "" or "%" ? number : null,
            _ => name.IsEmpty ? number : null,
        };
        return Finite(figure);
    }

    /// <summary>A figure for a length of time, <c>1MiB/min</c>, in the unit's own terms a second; null when the text is none.</summary>
    public static double? ParseRate(ReadOnlySpan<char> text, Unit unit)
    {
        int slash = text.IndexOf('/');
        if (slash < 0 || Parse(text[..slash], unit) is not { } figure)
            return null;
        ReadOnlySpan<char> time = text[(slash + 1)..].Trim();
        string length = time.Length > 0 && char.IsAsciiLetter(time[0]) ? $"1{time}" : "";
        return TimeValue.Parse(length, TimeSpan.FromSeconds(1)) is { Ticks: > 0 } each ? Finite(figure / each.TotalSeconds) : null;
    }

    /// <summary>So many digits make an infinity, which nothing reaches.</summary>
    private static double? Finite(double? figure) => figure is { } known && double.IsFinite(known) ? known : null;

    private static double? Multiple(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Equals("B", StringComparison.OrdinalIgnoreCase))
            return 1;
        int power = Prefixes.IndexOf(char.ToUpperInvariant(name[0]), StringComparison.Ordinal) + 1;
        if (power == 0)
            return null;
        ReadOnlySpan<char> rest = name[1..];
        bool isBinary = rest.IsEmpty || rest.Equals("iB", StringComparison.OrdinalIgnoreCase);
        return isBinary ? Math.Pow(1024, power) : rest.Equals("B", StringComparison.OrdinalIgnoreCase) ? Math.Pow(1000, power) : null;
    }
}
