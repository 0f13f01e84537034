using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Metrics;

/// <summary>docs/metrics.md against the table of metrics.</summary>
public class MetricDocumentationTests
{
    private const string Head = "| name | column | meaning | source |\n| --- | --- | --- | --- |\n";
    private const string SourceHead = "| source | cost of a reading | who may read it |\n| --- | --- | --- |\n";

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "metrics.md"));

    [Fact]
    public void It_has_every_metric_as_the_program_has_it() => Assert.Equal(
        string.Concat(Metric.All.Select(metric => $"| `{metric.Name}` | `{metric.Column}` | {metric.Meaning} | {metric.Source} |\n")), TableAfter(Head));

    [Fact]
    public void It_has_every_source_with_cost_and_readers() => Assert.Equal(
        string.Concat(Metric.All.Select(metric => metric.From).Distinct().Select(from => $"| {from.Title} | {from.Cost} | {from.Readers} |\n")), TableAfter(SourceHead));

    [Fact]
    public void Each_metric_is_explained_under_a_heading_that_names_its_column() => Assert.All(Metric.All, metric =>
        Assert.Contains(Text.Split('\n'), line => line.StartsWith("## ", StringComparison.Ordinal) && line.Contains($"`{metric.Column}`", StringComparison.Ordinal)));

    private static string TableAfter(string head)
    {
        int start = Text.IndexOf(head, StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/metrics.md has no table\n{head}");
        string table = Text[(start + head.Length)..];
        return table[..(table.IndexOf("\n\n", StringComparison.Ordinal) + 1)];
    }
}
