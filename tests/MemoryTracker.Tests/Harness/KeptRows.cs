using System.Collections;
using MemoryTracker.Metrics;

namespace MemoryTracker.Tests.Harness;

/// <summary>A copy of every sample, as rows that a test can look at.</summary>
internal sealed class KeptRows : ISampleSink, IReadOnlyList<KeptRows.Row>
{
    private readonly List<Row> _rows = [];

    public int Count => _rows.Count;

    public Row this[int index] => _rows[index];

    public void Add(Sample sample) => _rows.Add(new Row(
        sample.Time, sample.Elapsed, sample.FollowsGap, sample.Total.Pid, sample.Total.Command.ToString(),
        sample.Total[Metric.Rss], sample.Total[Metric.PeakRss], sample.Total[Metric.Cpu]));

    public IEnumerator<Row> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal sealed record Row(DateTime Time, TimeSpan Elapsed, bool FollowsGap, int? Pid, string Command, double Rss, double PeakRss, double Cpu);
}
