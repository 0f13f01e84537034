using System.Globalization;

namespace MemoryTracker.Charts.Ticks;

/// <summary>Ticks of a CPU axis: <c>0 %</c>, <c>25 %</c>, <c>50 %</c>.</summary>
internal static class PercentTicks
{
    /// <summary>Steps a person counts in; above them the same again, ten times larger.</summary>
    private static readonly double[] Steps = [1, 2, 5, 10, 20, 25, 50, 100];

    /// <summary>The ticks from zero up to the top of the axis.</summary>
    /// <param name="top">The highest value of the axis in percent, at least 1.</param>
    /// <param name="most">How many steps the axis has room for, at least 1. One step is always made.</param>
    public static AxisTick[] UpTo(double top, int most)
    {
        double step = Step(top, most);
        AxisTick[] ticks = new AxisTick[(int)(top / step) + 1];
        for (int i = 0; i < ticks.Length; i++)
        {
            ticks[i] = new AxisTick(i * step, (i * step).ToString("#,0", CultureInfo.InvariantCulture) + " %");
        }

        return ticks;
    }

    private static double Step(double top, int most)
    {
        double scale = 1;
        while (top / (scale * Steps[^1]) > most && 10 * scale <= top) scale *= 10;
        double[] steps = [.. Steps.Select(step => step * scale).Where(step => step <= top)];
        return Array.Find(steps, step => top / step <= most) is var step and > 0 ? step : steps[^1];
    }
}
