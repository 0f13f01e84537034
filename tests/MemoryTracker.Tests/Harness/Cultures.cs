using System.Globalization;

namespace MemoryTracker.Tests.Harness;

/// <summary>Cultures that break whatever forgets to say which one it means.</summary>
internal static class Cultures
{
    private const string Hostile = "hostile";

    /// <summary>Decimal comma (ru-RU), another calendar (th-TH), and one in which everything is different.</summary>
    public static TheoryData<string> All => ["", "ru-RU", "th-TH", Hostile];

    /// <summary>Does something under a culture and gives back the one before.</summary>
    public static T Under<T>(string name, Func<T> action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = name == Hostile ? Worst() : CultureInfo.GetCultureInfo(name);
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    private static CultureInfo Worst()
    {
        CultureInfo worst = (CultureInfo)CultureInfo.GetCultureInfo("ru-RU").Clone();
        worst.NumberFormat.NumberDecimalSeparator = worst.NumberFormat.PercentDecimalSeparator = ",";
        worst.NumberFormat.NumberGroupSeparator = ".";
        worst.NumberFormat.NegativeSign = "−";
        worst.NumberFormat.PositiveSign = "plus";
        worst.NumberFormat.NaNSymbol = "nichts";
        worst.DateTimeFormat.DateSeparator = "~";
        worst.DateTimeFormat.TimeSeparator = "·";
        return worst;
    }
}
