using MemoryTracker.Charts.Drawing;
using MemoryTracker.Charts.Ticks;
using MemoryTracker.Markers;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Charts;

/// <summary>Markers for charts of 100 seconds.</summary>
internal static class MarkerSamples
{
    public const double Seconds = 100;

    private static readonly string[] Names =
        ["load done", "gc", "checkpoint", "", "   ", "漢字かな交じり文の長い名前", new('W', 4096), "a name of some thirty characters", "e\u0301\u0301", "\ud83d", "x"];

    /// <summary>1000 pixels for 100 seconds, with a little more at both ends.</summary>
    public static MarkerFrame Frame(float width = 1020)
    {
        TimeRange range = new(0, (long)(Seconds * 1e9));
        return new MarkerFrame(range, new TimeScale(range, new ElapsedTicks(), width, 0), 100, 100 + width, 30, 200 + width, PixelsPerUnit: 1);
    }

    public static Marker Moment(double at, string label = "moment", string? color = null) =>
        new() { At = TimeSpan.FromSeconds(at), Label = label, Color = color };

    public static Marker Span(double at, double end, string label = "span", bool isOpen = false) =>
        new() { At = TimeSpan.FromSeconds(at), End = TimeSpan.FromSeconds(end), Label = label, IsOpen = isOpen };

    /// <summary>Moments and spans, open and approximate ones, some outside of the chart, with hostile names.</summary>
    public static Marker[] Any(Random random, int count)
    {
        double spans = random.NextDouble();
        double longest = Math.Pow(10, (random.NextDouble() * 4) - 2);
        return [.. Enumerable.Range(0, count).Select(_ => Next()).OrderBy(marker => marker.At)];

        Marker Next()
        {
            double at = (random.NextDouble() * 1.2 * Seconds) - (0.1 * Seconds);
            Marker moment = Moment(at, Names[random.Next(Names.Length)]) with { IsApproximate = random.Next(4) == 0 };
            if (random.NextDouble() > spans) return moment;
            return moment with { End = TimeSpan.FromSeconds(at + (random.NextDouble() * longest)), IsOpen = random.Next(5) == 0 };
        }
    }
}
