using System.Diagnostics;
using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Statistics.Growth;
using MemoryTracker.Tests.Statistics.Growth;

// dotnet run -c Release --project bench/growth [SEEDS]
int seeds = args is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 1_000;
int[] lengths = [60, 120, 600, 3_600];

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Of {seeds:#,0} seeds of each, how many percent are told to grow (in brackets: for how many it cannot be told). σ is the standard deviation of the noise of one sample; a leak of 3 σ is one of so much over the whole run."));
Console.WriteLine();
Console.WriteLine("| samples | " + string.Join(" | ", lengths.Select(length => length.ToString("#,0", CultureInfo.InvariantCulture))) + " |");
Console.WriteLine("|---|" + string.Concat(lengths.Select(_ => "---:|")));
foreach (SyntheticMemory kind in SyntheticMemory.All)
{
    IEnumerable<string> cells = lengths.Select(length =>
    {
        GrowthVerdict[] verdicts = [.. Enumerable.Range(0, seeds).AsParallel().Select(seed => Judge(kind.Make(new Random(seed), length)))];
        return $"{Share(verdicts, GrowthVerdict.Grows)} ({Share(verdicts, GrowthVerdict.Unknown)})";
    });
    Console.WriteLine($"| {kind.Name} | {string.Join(" | ", cells)} |");
}

Console.WriteLine();
Console.WriteLine(Day());

static string Share(GrowthVerdict[] verdicts, GrowthVerdict verdict) =>
    (100.0 * verdicts.Count(told => told == verdict) / verdicts.Length).ToString("0.0", CultureInfo.InvariantCulture);

static GrowthVerdict Judge(double[] rss)
{
    GrowthSeries series = new(Metric.Rss);
    Sample sample = new();
    for (int i = 0; i < rss.Length; i++)
    {
        sample.Elapsed = TimeSpan.FromSeconds(i);
        sample.Total[Metric.Rss] = rss[i];
        series.Add(sample);
    }

    return series.Judge().Verdict;
}

// A day at 1 kHz, as every other sample the same and a little noise.
static string Day()
{
    const int Samples = 86_400_000;
    GrowthSeries series = new(Metric.Rss);
    Sample sample = new();
    Random random = new(1);
    Stopwatch taking = Stopwatch.StartNew();
    for (int i = 0; i < Samples; i++)
    {
        sample.Elapsed = TimeSpan.FromMilliseconds(i);
        sample.Total[Metric.Rss] = (100 << 20) + (i / 1000.0) + random.Next(1 << 20);
        series.Add(sample);
    }

    double each = taking.Elapsed.TotalNanoseconds / Samples;
    Stopwatch judging = Stopwatch.StartNew();
    GrowthVerdict verdict = series.Judge().Verdict;
    return string.Create(
        CultureInfo.InvariantCulture, $"A day at 1 kHz ({Samples:#,0} samples): {each:0} ns a sample with the making of it, judged at the end in {judging.Elapsed.TotalMilliseconds:0.0} ms ({verdict}).");
}
