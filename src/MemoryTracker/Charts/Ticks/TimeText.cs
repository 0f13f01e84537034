using System.Globalization;

namespace MemoryTracker.Charts.Ticks;

/// <summary>Parts of a time of day as text.</summary>
internal static class TimeText
{
    /// <summary>Seconds in two digits, with as many decimals as ticks of the given step need: <c>05</c>, <c>05.250</c>.</summary>
    public static string Seconds(long nanoseconds, long step)
    {
        int decimals = 9;
        while (decimals > 0 && step % 10 == 0)
        {
            step /= 10;
            decimals--;
        }

        string format = decimals == 0 ? "00" : "00." + new string('0', decimals);
        return ((decimal)nanoseconds / TimeSteps.Second).ToString(format, CultureInfo.InvariantCulture);
    }
}
