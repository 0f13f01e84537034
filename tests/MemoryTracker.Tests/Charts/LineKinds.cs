using MemoryTracker.Charts;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Charts;

/// <summary>Series of any length of several kinds, point by point and the same each time they are asked for, without being kept.</summary>
internal static class LineKinds
{
    /// <summary>How long each of them lasts, about.</summary>
    public const long Length = 1_000_000_000_000;

    /// <summary>No figure is above.</summary>
    public const double Highest = 1000;

    public static string[] All => ["noise", "walk", "sawtooth", "step", "spikes", "gaps", "lonely", "irregular", "twins", "constant"];

    public static IEnumerable<SeriesPoint> Points(string kind, int seed, int count)
    {
        Random random = new(seed);
        (long time, long before, long broken) = (0, 0, -1);
        double value = 500;
        for (int i = 0; i < count; i++)
        {
            time = TimeOf(kind, random, i, count, time);
            value = Figure(kind, random, i, count, value);
            bool isUnknown = kind switch
            {
                "gaps" => random.Next(200) == 0 || i % (count / 20) > count / 30,
                "lonely" => i % 3 != 1,
                _ => i == 0,
            };
            if (isUnknown)
            {
                broken = time;
                continue;
            }

            yield return new SeriesPoint(time, value, broken >= 0 ? broken : before, broken < 0);
            (before, broken) = (time, -1);
        }
    }

    private static long TimeOf(string kind, Random random, int i, int count, long before) => kind switch
    {
        "irregular" => before + (long)(random.Next(100) == 0 ? 20 * random.NextDouble() * Length / count : 1.6 * random.NextDouble() * Length / count),
        "twins" => i % 2 == 0 ? before + (2 * Length / count) : before,
        _ => (long)((double)i * Length / count),
    };

    private static double Figure(string kind, Random random, int i, int count, double before) => kind switch
    {
        "walk" => Math.Clamp(before + (20 * (random.NextDouble() - 0.5)), 0, Highest),
        "sawtooth" => i * 137L % count * Highest / count,
        "step" => i * 40L / count % 2 == 0 ? 100.3 : 700.7,
        "spikes" => random.Next(count / 50) == 0 ? Highest : 10 + random.NextDouble(),
        "constant" => 333.3,
        _ => Highest * random.NextDouble(),
    };
}
