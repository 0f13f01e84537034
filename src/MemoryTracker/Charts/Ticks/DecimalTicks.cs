using System.Globalization;

namespace MemoryTracker.Charts.Ticks;

/// <summary>Ticks on round decimal steps: <c>0 %</c>, <c>25 %</c>, <c>50 %</c>; millions and billions by their letter: <c>2.5 M</c>.</summary>
internal static class DecimalTicks
{
    /// <summary>Steps a person counts in; above them the same again, ten times larger.</summary>
    private static readonly double[] Steps = [1, 2, 5, 10, 20, 25, 50, 100];

    /// <summary>The ticks from zero up to the top of the axis.</summary>
    /// <param name="top">The highest value of the axis, at least the least step.</param>
    /// <param name="most">How many steps the axis has room for, at least 1. One step is always made.</param>
    /// <param name="least">The least step: a power of ten.</param>
    /// <param name="suffix">What stands behind each figure, such as <c> %</c>.</param>
    public static AxisTick[] UpTo(double top, int most, double least, string suffix)
    {
        double step = Step(top, most, least);
        AxisTick[] ticks = new AxisTick[(int)(top / step) + 1];
        (double unit, string letter) = UnitOf(step * (ticks.Length - 1));
        for (int i = 0; i < ticks.Length; i++)
        {
            string figure = (i * step / unit).ToString("#,0.###", CultureInfo.InvariantCulture);
            ticks[i] = new AxisTick(i * step, i == 0 ? figure + suffix : figure + letter + suffix);
        }

        return ticks;
    }

    /// <summary>A number in its own unit.</summary>
    public static string Label(double number, string suffix)
    {
        (double unit, string letter) = UnitOf(number);
        return (number / unit).ToString("#,0.######", CultureInfo.InvariantCulture) + letter + suffix;
    }

    private static (double Unit, string Letter) UnitOf(double number) => number switch
    {
        >= 1e9 => (1e9, " G"),
        >= 1e6 => (1e6, " M"),
        _ => (1, ""),
    };

    private static double Step(double top, int most, double least)
    {
        double scale = least;
        while (top / (scale * Steps[^1]) > most && 10 * scale <= top) scale *= 10;
        double[] steps = [.. Steps.Select(step => step * scale).Where(step => step <= top)];
        return Array.Find(steps, step => top / step <= most) is var step and > 0 ? step : steps[^1];
    }
}
