using MemoryTracker.Metrics;
using MemoryTracker.Statistics.Growth;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Statistics.Growth;

/// <summary>How often the verdict is right. bench/growth does the same with more seeds and lengths; here the seeds are few and fixed, so that nothing fails by chance.</summary>
public class SyntheticMemoryTests
{
    private const int Seeds = 100;

    public static TheoryData<string> Names(bool leaks) => [.. SyntheticMemory.All.Where(kind => kind.Leaks == leaks).Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names), false)]
    public void What_does_not_leak_hardly_ever_alarms(string name) => Assert.InRange(Alarms(name), 0, 6);

    [Theory]
    [MemberData(nameof(Names), true)]
    public void What_leaks_is_found(string name) => Assert.InRange(Alarms(name), 95, Seeds);

    [Fact]
    public void A_random_walk_seldom_alarms() => Assert.InRange(Alarms("random walk"), 0, 15);

    private static int Alarms(string name)
    {
        SyntheticMemory kind = SyntheticMemory.All.Single(kind => kind.Name == name);
        return Enumerable.Range(0, Seeds).AsParallel().Count(seed => Judge(kind.Make(new Random(seed), 240)) == GrowthVerdict.Grows);
    }

    private static GrowthVerdict Judge(double[] rss)
    {
        GrowthSeries series = new(Metric.Rss);
        for (int i = 0; i < rss.Length; i++)
            series.Add(Samples.At(i, rss: rss[i]));
        return series.Judge().Verdict;
    }
}
