using MemoryTracker.Comparing;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Tests.Harness;

/// <summary>Recordings to compare, made by hand, which go the way of those from files.</summary>
internal static class Compared
{
    private const double MiB = 1 << 20;

    /// <summary>A program that loads, works and ends, of whom nothing differs but what is said.</summary>
    /// <param name="name">What the recording is called.</param>
    /// <param name="size">How much more it takes than usual, in all.</param>
    /// <param name="pace">How much longer it takes.</param>
    public static ComparedRecording Ordinary(string name, double size = 1, double pace = 1) => Of(name, Ramp(size, pace), Marks.Span(2 * pace, 6 * pace, "load"), Marks.Point(7 * pace, "loaded"));

    /// <summary>One of samples and markers.</summary>
    public static ComparedRecording Of(string name, IEnumerable<Sample> samples, params Mark[] marks)
    {
        using Made file = new(Finished.Begun().WithMarkers(Marks.Log(marks)), [.. samples]);
        return ComparedRecording.Read(file, $"/runs/{name}", name, MetricSet.Default, MetricSet.Default.InOrder, [Metric.Rss]);
    }

    /// <summary>Recordings each of its own.</summary>
    public static Comparison Singly(params ComparedRecording[] recordings) =>
        Comparison.Of([.. recordings.Select(recording => new ComparedGroup(recording.Name, [recording]))], MetricSet.Default);

    /// <summary>Repeats of two things, of which the second takes more memory and as much time.</summary>
    /// <param name="repeats">How many of each.</param>
    public static Comparison Repeats(int repeats) => Comparison.Of([Group("before", 1, repeats), Group("after", 1.2, repeats)], MetricSet.Default);

    /// <summary>The recording, seen from one of its markers.</summary>
    public static ComparedRecording At(this ComparedRecording recording, string marker) => recording with { Zero = new Alignment(marker).ZeroOf(recording.Markers.Markers)!.Value };

    private static ComparedGroup Group(string name, double size, int repeats) =>
        new(name, [.. Enumerable.Range(0, repeats).Select(i => Ordinary(FormattableString.Invariant($"{name}{i}.csv"), size * (1 + (i * 0.01)), 1 + (i * 7 % 5 * 0.02)))]);

    private static IEnumerable<Sample> Ramp(double size, double pace)
    {
        double used = 0;
        for (int i = 0; i <= 40; i++)
        {
            double cpu = i is > 8 and < 30 ? 90 + (i % 5) : 10;
            used += i == 0 ? 0 : cpu / 100 * 0.25 * pace;
            double rss = (20 + (60 * Math.Min(1, Math.Max(0, i - 8) / 16d)) - (i > 34 ? 30 : 0)) * size;
            yield return Samples.At(i * 0.25 * pace, rss * MiB, i == 24 ? rss * 1.5 * MiB : double.NaN, i == 0 ? double.NaN : cpu, used);
        }
    }

    /// <summary>What a file would hold.</summary>
    private sealed class Made(RecordingDocument document, IReadOnlyList<Sample> samples) : RecordedFile
    {
        private int _read;

        public override RecordingDocument Document => document;

        public override double? ReadShare => null;

        public override MetricSet Metrics => MetricSet.Default;

        public override IReadOnlyList<string> Notices => ["line 7 is cut off"];

        public override bool TryRead(Sample sample)
        {
            if (_read == samples.Count)
                return false;
            Sample next = samples[_read++];
            (sample.Time, sample.Elapsed, sample.CpuTime, sample.FollowsGap, sample.HasEnded, sample.HasNobody) = (next.Time, next.Elapsed, next.CpuTime, next.FollowsGap, next.HasEnded, next.HasNobody);
            foreach (Metric metric in Metrics.InOrder)
                sample.Total[metric] = next.Total[metric];
            return true;
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
