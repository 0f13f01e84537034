using MemoryTracker.Comparing;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;

namespace MemoryTracker.Tests.Harness;

/// <summary>Recordings with assertions that were judged: some hold, some do not, some cannot be judged.</summary>
internal static class Asserted
{
    private static readonly string[] Usual =
    [
        "peak_rss < 500MiB", "mean rss <= 20MiB", "p99 cpu < 150%", "phase \"load\" peak_rss < 90MiB", "phase 'load <b>|`' duration < 5s", "processes <= 8", "duration <= 10s",
    ];

    /// <summary>A recording with markers.</summary>
    public static Finished Ordinary() => Judge(Finished.WithMarkers(), Usual);

    /// <summary>Two recordings beside each other.</summary>
    public static Comparison Compared() => Harness.Compared.Singly(Judge(Harness.Compared.Ordinary("before.csv")), Judge(Harness.Compared.Ordinary("a|<b>.csv", size: 1.25)));

    /// <summary>The recording, with its assertions judged.</summary>
    public static Finished Judge(Finished finished, params IEnumerable<string> assertions)
    {
        Evidence evidence = finished.Document.Evidence(finished.Summary, finished.Phases, finished.Summary.Metrics, []);
        return finished with { Document = finished.Document.WithAssertions([.. assertions.Select(text => Assertion.Parse(text).Judge(evidence))]) };
    }

    private static ComparedRecording Judge(ComparedRecording recording) =>
        recording with { Assertions = [.. new[] { "peak_rss < 130MiB", "phase 'load' cpu_seconds < 4s", "pss < 5MiB" }.Select(text => Assertion.Parse(text).Judge(recording.Evidence))] };
}
