namespace MemoryTracker.Charts.Ticks;

/// <summary>Ticks of an axis that counts by powers: each so many times the one below it.</summary>
internal static class LogTicks
{
    /// <summary>The ticks from the floor of the axis up to its top.</summary>
    /// <param name="floor">The lowest value of the axis: a power of <paramref name="power"/>.</param>
    /// <param name="top">The highest value.</param>
    /// <param name="most">How many steps the axis has room for, at least 1.</param>
    /// <param name="power">Two or ten.</param>
    /// <param name="label">What is written at a value.</param>
    public static AxisTick[] Between(double floor, double top, int most, int power, Func<double, string> label)
    {
        double steps = Math.Log(top / floor, power);
        int step = 1;
        while ((int)steps / step > most) step++;
        List<AxisTick> ticks = [];
        for (double value = floor; value <= top; value *= Math.Pow(power, step))
            ticks.Add(new AxisTick(value, label(value)));
        return [.. ticks];
    }

    /// <summary>The highest power that is not above a value.</summary>
    public static double Floor(double value, int power)
    {
        double floor = Math.Pow(power, Math.Floor(Math.Log(value, power)));
        // A logarithm may be off by its last bit.
        return floor * power <= value ? floor * power : floor > value ? floor / power : floor;
    }
}
