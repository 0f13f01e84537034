using System.Globalization;

namespace MemoryTracker.Metrics;

/// <summary>A unit in which bytes for a length of time are read well: <c>MiB/min</c> where it is neither next to nothing nor very much, else with another time.</summary>
internal sealed class ByteRate
{
    private const double Little = 10 << 10;
    private const double Much = 1 << 30;

    private readonly double _seconds;
    private readonly double _bytes;

    private ByteRate(double bytesPerSecond)
    {
        double perMinute = Math.Abs(bytesPerSecond) * 60;
        (_seconds, string time) = perMinute switch
        {
            >= Much => (1, "s"),
            >= Little => (60, "min"),
            >= Little / 60 => (3_600, "h"),
            _ => (86_400, "day"),
        };
        double bytes = Math.Abs(bytesPerSecond) * _seconds;
        int power = 0;
        for (_bytes = 1; bytes / _bytes >= 1023.95 && power < Readable.ByteUnits.Length - 1; power++)
            _bytes *= 1024;
        Name = $"{Readable.ByteUnits[power]}/{time}";
    }

    /// <summary>The unit, such as <c>MiB/min</c>.</summary>
    public string Name { get; }

    /// <summary>The unit that is good for figures up to that one.</summary>
    public static ByteRate For(double bytesPerSecond) => new(bytesPerSecond);

    /// <summary>A rate in this unit, without its name: <c>1.80</c>.</summary>
    public string Figure(double bytesPerSecond)
    {
        double figure = bytesPerSecond * _seconds / _bytes;
        double magnitude = Math.Abs(figure);
        return figure.ToString(_bytes == 1 ? "0;-0;0" : magnitude < 9.995 ? "0.00;-0.00;0.00" : "0.0", CultureInfo.InvariantCulture);
    }
}
