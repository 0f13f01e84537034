using System.Buffers;
using System.Globalization;

namespace MemoryTracker.Metrics;

/// <summary>Times as users write them: a number in the option's own unit, or with units: <c>0.5</c>, <c>500us</c>, <c>20ms</c>, <c>2s</c>, <c>1h30m</c>.</summary>
internal static class TimeValue
{
    /// <summary>What a number is written with.</summary>
    internal static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly Dictionary<string, TimeSpan> Units = new()
    {
        ["us"] = TimeSpan.FromMicroseconds(1),
        ["µs"] = TimeSpan.FromMicroseconds(1),
        ["ms"] = TimeSpan.FromMilliseconds(1),
        ["s"] = TimeSpan.FromSeconds(1),
        ["m"] = TimeSpan.FromMinutes(1),
        ["min"] = TimeSpan.FromMinutes(1),
        ["h"] = TimeSpan.FromHours(1),
        ["d"] = TimeSpan.FromDays(1),
    };

    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    /// <summary>Reads a time; null when it is none, is negative or is over a hundred years.</summary>
    public static TimeSpan? Parse(string text, TimeSpan ownUnit)
    {
        decimal ticks = 0;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        bool hasUnits = rest.ContainsAnyExcept(Digits);
        do
        {
            if (TakeNumber(ref rest) is not { } number || (hasUnits ? TakeUnit(ref rest) : ownUnit) is not { } unit)
                return null;
            if (number > Longest.Ticks / (decimal)unit.Ticks)
                return null;
            ticks += number * unit.Ticks;
        }
        while (!rest.IsEmpty);
        return ticks > Longest.Ticks ? null : TimeSpan.FromTicks((long)Math.Round(ticks));
    }

    private static decimal? TakeNumber(ref ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExcept(Digits);
        ReadOnlySpan<char> digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : null;
    }

    private static TimeSpan? TakeUnit(ref ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAny(Digits);
        ReadOnlySpan<char> name = length < 0 ? text : text[..length];
        text = text[name.Length..];
        return Units.TryGetValue(name.Trim().ToString(), out TimeSpan unit) ? unit : null;
    }
}
