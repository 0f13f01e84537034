using System.Globalization;
using System.Text;
using MemoryTracker.Metrics;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>Times and amounts as users write them.</summary>
internal static class QuantityTargets
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    public static void Durations(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        foreach (TimeSpan unit in (TimeSpan[])[TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1)])
        {
            if (TimeValue.Parse(text, unit) is not { } time)
                continue;
            Invariant.Holds(time >= TimeSpan.Zero && time <= Longest);
            string microseconds = string.Create(CultureInfo.InvariantCulture, $"{(decimal)time.Ticks / TimeSpan.TicksPerMicrosecond}us");
            Invariant.Holds(TimeValue.Parse(microseconds, unit) == time);
            Invariant.IsSafe(Readable.Duration(time));
        }
    }

    public static void Sizes(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        foreach (Unit unit in Enum.GetValues<Unit>())
        {
            if (Quantity.Parse(text, unit) is { } figure)
                Check(figure, unit);
            if (Quantity.ParseRate(text, unit) is { } rate)
                CheckRate(rate, unit);
        }
    }

    private static void Check(double figure, Unit unit)
    {
        Invariant.Holds(double.IsFinite(figure) && figure >= 0);
        Invariant.IsSafe(Readable.Figure(figure, unit));
        if (unit != Unit.Seconds && figure == Math.Floor(figure))
            Invariant.Holds(Quantity.Parse(figure.ToString("F0", CultureInfo.InvariantCulture), unit) == figure);
    }

    private static void CheckRate(double rate, Unit unit)
    {
        Invariant.Holds(double.IsFinite(rate) && rate >= 0);
        if (unit == Unit.Bytes)
            Invariant.IsSafe(ByteRate.For(rate).Figure(rate));
    }
}
