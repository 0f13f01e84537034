using System.Globalization;
using MemoryTracker.Metrics;

namespace MemoryTracker.Charts.Ticks;

/// <summary>Ticks of a memory axis on round binary steps, all in one unit: <c>64 MiB</c>, <c>128 MiB</c>, <c>192 MiB</c>.</summary>
internal static class ByteTicks
{
    /// <summary>The ticks from zero up to the top of the axis.</summary>
    /// <param name="top">The highest value of the axis in bytes, above 0.</param>
    /// <param name="most">How many steps the axis has room for, at least 1. One step is always made.</param>
    public static (AxisTick[] Ticks, string Unit) UpTo(double top, int most)
    {
        double step = Step(top, most);
        int count = (int)(top / step);
        int unit = UnitFor(step, count * step);
        double unitSize = Math.Pow(1024, unit);

        AxisTick[] ticks = new AxisTick[count + 1];
        for (int i = 0; i <= count; i++)
        {
            string figure = (i * step / unitSize).ToString("#,0.##", CultureInfo.InvariantCulture);
            ticks[i] = new AxisTick(i * step, i == 0 ? "0" : figure + " " + Readable.ByteUnits[unit]);
        }

        return (ticks, Readable.ByteUnits[unit]);
    }

    /// <summary>The same for bytes that are counted by the second: <c>64 MiB/s</c>.</summary>
    public static (AxisTick[] Ticks, string Unit) PerSecondUpTo(double top, int most)
    {
        (AxisTick[] ticks, string unit) = UpTo(top, most);
        return ([ticks[0], .. ticks[1..].Select(tick => tick with { Label = tick.Label + "/s" })], unit + "/s");
    }

    /// <summary>A number of bytes in its own unit.</summary>
    public static string Label(double bytes)
    {
        int unit = 0;
        while (unit + 1 < Readable.ByteUnits.Length && bytes >= Math.Pow(1024, unit + 1)) unit++;
        return (bytes / Math.Pow(1024, unit)).ToString("#,0.##", CultureInfo.InvariantCulture) + " " + Readable.ByteUnits[unit];
    }

    private static double Step(double top, int most)
    {
        double step = 1;
        while (top / step > most && 2 * step <= top) step *= 2;
        return step;
    }

    /// <summary>The largest unit in which every tick has at most two decimals and the last one is at least 1.</summary>
    private static int UnitFor(double step, double last)
    {
        int unit = 0;
        while (unit + 1 < Readable.ByteUnits.Length && step >= Math.Pow(1024, unit + 1) / 4 && last >= Math.Pow(1024, unit + 1)) unit++;
        return unit;
    }
}
