using MemoryTracker.Cli.Terminal;
using MemoryTracker.Metrics;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Cli.Terminal;

public class SummaryTextTests
{
    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_whole_recording(string culture) => Snapshot.Match("summary.txt", Cultures.Under(culture, () => Text(Finished.Ordinary())));

    [Fact]
    public void A_recording_of_which_hardly_anything_is_known() => Snapshot.Match("summary-unknown.txt", Text(Finished.OfNothing()));

    [Fact]
    public void A_command_that_ended_before_the_first_sample() => Snapshot.Match("summary-no-sample.txt", Text(Finished.OfNoSample()));

    [Theory]
    [InlineData(62, null, "  one of its processes had 62.0 MiB at a moment that was not sampled (cc1, PID 7)\n")]
    [InlineData(62, 70, "  one of its processes had 70.0 MiB at a moment that was not sampled (known from wait4)\n")]
    [InlineData(60, 60, null)]
    [InlineData(null, null, null)]
    public void What_one_process_had_is_told_where_it_is_more_than_all_that_was_sampled(int? ofOne, int? waited, string? told)
    {
        Finished finished = Finished.Of(Finished.ShortSamples, EndReason.TargetEnded, null);
        finished = finished with
        {
            Document = finished.Document with
            {
                Processes = [new(8, 1, null, "as", 0, 1, null, null, null, null), new(7, 1, null, "cc1", 0, 1, ofOne * 1L << 20, null, null, null)],
                End = finished.Document.End! with { Wait4 = new(0, 0, waited * 1L << 20, 0, 0) },
            },
        };
        string text = Text(finished);

        if (told is null)
            Assert.DoesNotContain("one of its processes", text, StringComparison.Ordinal);
        else
            Assert.Contains(told, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_recording_of_every_metric(string culture) =>
        Snapshot.Match("summary-all.txt", Cultures.Under(culture, () => Text(Finished.OfMetrics(MetricSet.All))));

    [Fact]
    public void No_table_is_wider_than_a_terminal_however_large_its_figures() => Assert.All(
        Text(Finished.OfMetrics(MetricSet.All)).Split('\n').Where(line => !line.Contains('(', StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));

    [Fact]
    public void On_a_narrow_terminal_columns_give_way_and_no_name_is_torn()
    {
        string text = Text(Finished.OfMetrics(MetricSet.All), columns: 40);

        Assert.Matches(@"(?m)^ +max +last$", text);
        Assert.All(
            Metric.All.Where(metric => metric != Metric.Rss && metric != Metric.PeakRss && metric != Metric.Cpu),
            metric => Assert.Matches($@"(?m)^{metric.Name} .*[0-9B%]$", text));
    }

    [Fact]
    public void Without_RSS_and_CPU_there_is_what_there_is() =>
        Snapshot.Match("summary-few.txt", Text(Finished.OfMetrics(new MetricSet(Metric.Descriptors, Metric.ReadBytes))));

    [Fact]
    public void Without_RSS_CPU_stands_alone()
    {
        string text = Text(Finished.OfMetrics(new MetricSet(Metric.Cpu)));

        Assert.Matches(@"(?m)^ +CPU$\nmean +[0-9.]+ %$", text);
        Assert.DoesNotContain("Peak RSS", text, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_headings_stand_out_and_the_footer_stands_back() =>
        Snapshot.Match("summary-colour.txt", Text(Finished.Ordinary(), hasColor: true).Replace("\e", "<ESC>", StringComparison.Ordinal));

    [Fact]
    public void CPU_time_says_of_how_much_time_it_is_where_that_is_not_all()
    {
        Finished finished = Finished.Of([Samples.At(0, used: 0), Samples.At(2, cpu: 80, used: 1.6), Samples.At(2.01), Samples.At(2.02)], EndReason.DurationOver, null);
        Assert.Contains("\nCPU time  1.6 s\n", Text(finished), StringComparison.Ordinal);

        finished = Finished.Of([Samples.At(0, used: 0), Samples.At(2, cpu: 80, used: 1.6), Samples.At(10)], EndReason.DurationOver, null);
        Assert.Contains("\nCPU time  1.6 s in the 2 s for which it is known\n", Text(finished), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_counts_its_own_markers()
    {
        Finished finished = Finished.WithMarkers();
        Summary summary = new(MetricSet.Default, isPart: true);
        summary.Add(Samples.At(4, rss: 1));
        summary.Add(Samples.At(6.5, rss: 1));
        finished = finished with { Summary = summary, Document = finished.Document with { Part = new(4, 6.5) } };

        // Two that reach into it, and one within.
        Assert.Contains("\nMarkers   3\n", Text(finished), StringComparison.Ordinal);
        finished = finished with { Document = finished.Document with { MarkerLines = new(9, 3, 1) } };
        Assert.Contains("\nMarkers   3 of those that were kept\n", Text(finished), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sampled_peak_has_its_moment() => Assert.Contains(
        "\nPeak RSS  60.0 MiB at 0:01.00 (sampled)\n", Text(Finished.Of(Finished.ShortSamples, EndReason.DurationOver, null)), StringComparison.Ordinal);

    [Theory]
    [InlineData(EndReason.TargetEnded, null, "until it exited")]
    [InlineData(EndReason.DurationOver, null, "until the duration was over")]
    [InlineData(EndReason.Stopped, "HUP", "until it was stopped by HUP")]
    public void It_says_why_it_ended(EndReason reason, string? signal, string words) => Assert.StartsWith(
        $"\nb)) (R VmRSS: (PID 5000002): recorded for 1 s, {words}\n", Text(Finished.Of(Finished.ShortSamples, reason, signal)), StringComparison.Ordinal);

    [Fact]
    public void A_hostile_name_is_neither_markup_nor_an_escape()
    {
        Finished finished = Finished.Ordinary();
        finished = finished with { Document = finished.Document with { Target = finished.Document.Target with { Command = "[red]a[/]", LastCommand = "[red]a[/]" } } };

        Assert.StartsWith("\n[red]a[/] (PID 5000002): recorded", Text(finished), StringComparison.Ordinal);
    }

    [Fact]
    public void Quantiles_that_are_not_exact_are_marked_as_such()
    {
        Assert.DoesNotContain("within 0.1 %", Text(Of(Distribution.ExactLimit)), StringComparison.Ordinal);
        Assert.EndsWith("Median and percentiles are within 0.1 %.\n", Text(Of(Distribution.ExactLimit + 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, " was read in 1 of 3 samples: 25 ms, 2.5 % of the time (the first is always read, further ones as 1 % of the time allows).\n")]
    [InlineData(3, " was read in 3 of 3 samples: 25 ms, 2.5 % of the time.\n")]
    public void What_reading_page_tables_took_is_told_also_where_it_was_more_than_allowed(long reads, string told)
    {
        Finished finished = Finished.OfMetrics(MetricSet.All);
        double spent = 0.025 * finished.Summary.Elapsed.TotalSeconds;
        finished = finished with { Document = finished.Document with { Accuracy = finished.Document.Accuracy! with { SmapsReads = reads, SmapsS = spent } } };

        Assert.Contains(told.Replace("25 ms", Readable.Duration(TimeSpan.FromSeconds(spent)), StringComparison.Ordinal), Text(finished), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void Phases_and_what_those_of_one_name_say_together(string culture) =>
        Snapshot.Match("summary-phases.txt", Cultures.Under(culture, () => Text(Finished.WithMarkers())));

    [Fact]
    public void Assertions_and_what_decided_them()
    {
        Snapshot.Match("summary-asserted.txt", Text(Asserted.Ordinary(), columns: 100));
        Assert.Contains("<ESC>[91mfailed<ESC>[0m  mean rss", Text(Asserted.Ordinary(), hasColor: true).Replace("\e", "<ESC>", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_usual_terminal_columns_give_way_and_no_line_is_wrapped()
    {
        string text = Text(Finished.WithMarkers(), columns: 80);

        Snapshot.Match("summary-phases-80.txt", text);
        string[] tables = [.. text.Split('\n').SkipWhile(line => !line.StartsWith("phase", StringComparison.Ordinal)).TakeWhile(line => !line.Contains("sample", StringComparison.Ordinal))];
        Assert.NotEmpty(tables);
        Assert.DoesNotContain(tables, line => line.Length > 80);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(40)]
    public void Names_of_wide_characters_wrap_no_line(int columns)
    {
        string wide = new('数', 40);
        Finished finished = Finished.Of(
            Finished.ShortSamples, EndReason.DurationOver, null, true, null, null, Marks.Span(0, 1, wide), Marks.Span(0, 1, wide), Marks.Begin(0.5, wide));

        string[] lines = [.. Text(finished, columns: columns).Split('\n').Where(line => line.Contains('数', StringComparison.Ordinal))];

        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Sum(letter => letter == '数' ? 2 : 1), 20, columns));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(1)]
    public void A_narrow_terminal_still_has_the_names_and_how_long_they_took(int columns) => Assert.Matches(
        @"(?m)^load +4 s$", Text(Finished.WithMarkers(), columns: columns));

    [Fact]
    public void More_phases_than_a_person_reads_are_counted()
    {
        Finished finished = Finished.Of(Finished.ShortSamples, EndReason.DurationOver, null, true, null, null, [.. Enumerable.Range(0, 1_030).Select(i => Marks.Span(0, 1, $"p{i}"))]);

        Assert.Matches(@"(?m)^p19 .*\nand 1,010 more$", Text(finished));
    }

    private static Finished Of(int samples) =>
        Finished.Of(Enumerable.Range(0, samples).Select(i => Samples.At(i, rss: i)), EndReason.DurationOver, null);

    private static string Text(Finished finished, bool hasColor = false, int columns = int.MaxValue) =>
        new SummaryText(finished.Summary, finished.Document, finished.Phases, columns).Render(hasColor);
}
