namespace MemoryTracker.Doctor;

/// <summary>From what a machine can do to the interval that makes sense on it.</summary>
internal static class FinestInterval
{
    private const double LatenessesInInterval = 2;
    private const double CostsInInterval = 10;

    private static readonly double[] Steps = [1, 2, 5, 10];

    /// <summary>
    /// The finest of 1, 2, 5, 10, 20, 50 … at which 99 of 100 samples lie nearer to their own time than to their neighbour's, and sampling takes no more
    /// than a tenth of a core; never below what can be asked for.
    /// </summary>
    /// <param name="lateness">How late 99 of 100 wake-ups are at most.</param>
    /// <param name="cost">The CPU time of a sample.</param>
    public static TimeSpan Of(TimeSpan lateness, TimeSpan cost)
    {
        double needed = Math.Max(lateness.TotalMicroseconds * LatenessesInInterval, cost.TotalMicroseconds * CostsInInterval);
        needed = Math.Max(needed, RecordingOptions.FinestInterval.TotalMicroseconds);
        double decade = Math.Pow(10, Math.Floor(Math.Log10(needed)));
        return TimeSpan.FromMicroseconds(decade * Array.Find(Steps, step => step * decade >= needed));
    }
}
