using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Reports;

public class MarkdownSummaryTests
{
    private const string Hostile = "a|b` @all <b>\\| [x](y)\n# h";

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_whole_recording(string culture) => Snapshot.Match("summary.md", Cultures.Under(culture, () => Text(Finished.WithMarkers())));

    [Fact]
    public void Assertions_come_first() => Snapshot.Match("summary-asserted.md", Text(Asserted.Ordinary()));

    [Fact]
    public void A_recording_of_every_metric() => Snapshot.Match("summary-all.md", Text(Finished.OfMetrics(MetricSet.All)));

    [Fact]
    public void A_recording_of_which_hardly_anything_is_known() => Snapshot.Match("summary-unknown.md", Text(Finished.OfNothing()));

    [Fact]
    public void A_command_that_ended_before_the_first_sample() => Snapshot.Match("summary-no-sample.md", Text(Finished.OfNoSample()));

    [Fact]
    public void Several_processes_and_whatever_they_and_their_phases_are_called() => Snapshot.Match("summary-hostile.md", Text(OfHostile()));

    [Fact]
    public void No_name_breaks_a_table_or_leaves_its_code()
    {
        string text = Text(OfHostile());

        Assert.All(text.Split('\n').Where(line => line.StartsWith('|')).Chunk(1), line => Assert.Contains(line[0].Count(c => c == '|'), (int[])[4, 8, 9, 10]));
        Assert.DoesNotContain("\n# h", text, StringComparison.Ordinal);
        Assert.DoesNotContain("|b", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_no_recording_has_are_shown_all_the_same()
    {
        Finished finished = Finished.Ordinary();
        RecordingDocument document = finished.Document with
        {
            Processes = [new(1, null, null, "a", -1e308, 1e308, long.MaxValue, double.MaxValue, int.MinValue, null), new(2, null, null, null, 0, 0, null, null, null, "`|@x")],
            Accuracy = finished.Document.Accuracy! with { RecorderCpuS = 1e300, LatenessP99S = 1e308 },
            End = finished.Document.End! with { SignalKilled = "SIG@all`|" },
        };

        string text = Text(finished with { Document = document });

        Assert.Contains("until it was killed by SIGall", text, StringComparison.Ordinal);
        Assert.Contains("| `a` | 1 | 8.00 EiB |", text, StringComparison.Ordinal);
    }

    private static Finished OfHostile()
    {
        Finished finished = Finished.Of(Finished.ShortSamples, MemoryTracker.EndReason.TargetEnded, null, isAccurate: true, metrics: null, smaps: null, Marks.Span(0.25, 0.5, Hostile), Marks.Span(0.5, 0.75, Hostile));
        return finished with
        {
            Document = finished.Document with
            {
                Target = finished.Document.Target with { Command = Hostile, LastCommand = null },
                Scope = "tree",
                EveryProcessSeen = false,
                Restarts = 2,
                ProcessesNotListed = 1_234,
                Processes =
                [
                    new(8, 1, null, Hostile, 0, 1.5, 200L << 20, 1.25, null, "SIGKILL"),
                    new(9, 1, null, null, 0, 1, null, null, null, null) { Alive = true },
                    new(10, 1, null, "as", 0, 1, null, null, 3, null),
                ],
                End = finished.Document.End! with { Oom = $"killed by SIGKILL, its cgroup /{Hostile}" },
            },
        };
    }

    private static string Text(Finished of) => Encoding.UTF8.GetString(new MarkdownSummary(of.Summary, of.Document, of.Phases).Write());
}
