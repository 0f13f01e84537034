using System.Text;
using System.Text.Json;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Reports;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

public class LimitDocumentTests
{
    private const string Written = """{"text":"rss > 2GiB for 5s","metric":"rss","relation":">","bound":2147483648,"for_s":5,"crossings":2,"first_crossed_s":12.3}""";

    [Fact]
    public void Limits_begin_without_an_outcome_and_end_with_one()
    {
        Limit limit = Limit.Parse("rss > 55MiB");
        WatchedLimit watched = new(limit, TimeSpan.Zero);
        foreach (Sample sample in Finished.ShortSamples)
            _ = watched.IsCrossedBy(sample, out _);
        RecordingDocument document = Finished.Ordinary().Document;

        Assert.Equal([new("rss > 55MiB", "rss", ">", 55 << 20, 0, null, null)], document.WithLimits([limit]).Limits);
        Assert.Equal([new("rss > 55MiB", "rss", ">", 55 << 20, 0, 1, 1)], document.WithLimits([watched]).Limits);
    }

    [Fact]
    public void What_became_of_them_is_not_that_of_a_part()
    {
        Finished finished = Finished.Ordinary();
        RecordingDocument document = Read(Written);

        Assert.Equal(2, Assert.Single(document.Retell(finished.Summary, 5, isPart: false).Limits).Crossings);
        Assert.Equal((null, null, 2147483648d), Assert.Single(document.Retell(finished.Summary, 5, isPart: true).Limits) is { } limit ? (limit.Crossings, limit.FirstCrossedS, limit.Bound) : default);
    }

    [Fact]
    public void The_first_line_of_JSON_lines_does_not_tell_it_before_it_is_over()
    {
        using Scratch scratch = new();
        using (JsonLinesFile file = new(scratch.File("x.jsonl")) { Describe = () => Read(Written) })
        {
            Assert.Null(file.TryBegin(MetricSet.Default));
            Assert.Null(file.End(Read(Written)));
        }

        string[] lines = File.ReadAllLines(scratch.File("x.jsonl"));
        Assert.Contains("\"crossings\":null,\"first_crossed_s\":null", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"crossings\":2,\"first_crossed_s\":12.3", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"text":"rss > 1","metric":"rss","relation":">","bound":1e999,"for_s":0,"crossings":null,"first_crossed_s":null}""")]
    [InlineData("""{"text":"rss > 1","metric":"rss","relation":">","bound":1,"for_s":0,"crossings":-1,"first_crossed_s":null}""")]
    [InlineData("""{"text":null,"metric":"rss","relation":">","bound":1,"for_s":0,"crossings":null,"first_crossed_s":null}""")]
    [InlineData("""{"text":"rss > 1"}""")]
    public void One_that_no_recorder_writes_is_refused(string limit) => Assert.Throws<JsonException>(() => Read(limit));

    [Fact]
    public void Its_texts_are_safe_to_show_and_what_it_is_of_may_be_unknown()
    {
        RecordingDocument document = Read("""{"text":"\u001b[2J","metric":"a\nb","relation":"\u202e","bound":1,"for_s":0,"crossings":null,"first_crossed_s":1e300}""");

        Assert.DoesNotContain(Assert.Single(document.Limits).ToString(), character => char.IsControl(character) || character == '\u202e');
        Assert.Empty(RecordingGuides.Of(document, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData("rss", true)]
    [InlineData("threads", true)]
    [InlineData("read_bytes", false)]
    [InlineData("no_such", false)]
    public void A_guide_is_drawn_of_what_has_a_level(string metric, bool isDrawn) =>
        Assert.Equal(isDrawn ? 1 : 0, RecordingGuides.Of(Read(Written.Replace("\"rss\"", $"\"{metric}\"", StringComparison.Ordinal)), TimeSpan.Zero, TimeSpan.FromSeconds(1)).Count);

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(0, null, "not crossed at any sample")]
    [InlineData(1, 12.3, "crossed once at 0:12.30")]
    [InlineData(2, 12.3, "crossed 2 times, first at 0:12.30")]
    public void It_is_told_in_words(int? crossings, double? first, string? outcome)
    {
        Finished finished = Finished.Ordinary();
        RecordingDocument document = finished.Document with { Limits = [new("rss > 2GiB", "rss", ">", 1, 0, crossings, first)] };

        Assert.Equal(outcome is null ? [] : [("rss > 2GiB", outcome)], new SummarySentences(finished.Summary, document).Limits);
        string markdown = Encoding.UTF8.GetString(new MarkdownSummary(finished.Summary, document, finished.Phases).Write());
        Assert.Equal(outcome is not null, markdown.Contains($"- Limit `rss > 2GiB`: {outcome}\n", StringComparison.Ordinal));
        string text = new MemoryTracker.Cli.Terminal.SummaryText(finished.Summary, document, finished.Phases, 200).Render(hasColor: false);
        Assert.Equal(outcome is not null, text.Contains($"\nLimits    rss > 2GiB: {outcome}\n", StringComparison.Ordinal));
    }

    /// <summary>A document with that limit, read back as one from elsewhere.</summary>
    private static RecordingDocument Read(string limit)
    {
        string json = Encoding.UTF8.GetString(RecordingJson.Write(Finished.Ordinary().Document));
        return ReadDocument.Of(Encoding.UTF8.GetBytes(json.Replace("\"limits\": []", $"\"limits\": [{limit}]", StringComparison.Ordinal)));
    }
}
