using System.Text;
using System.Text.RegularExpressions;
using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Reports;

public partial class HtmlReportTests
{
    [Fact]
    public void What_people_read_of_a_recording() => Snapshot.Match("report.html", Readable(ReportSamples.WithMarkers()));

    [Fact]
    public void What_people_read_of_every_metric() => Snapshot.Match("report-all.html", Readable(ReportSamples.OfMetrics(MetricSet.All)));

    [Fact]
    public void What_people_read_of_a_recording_of_which_nothing_is_known() =>
        Snapshot.Match("report-unknown.html", Readable(ReportSamples.Of(Finished.OfNothing(), [Samples.At(0)])));

    [Fact]
    public void What_people_read_of_a_command_that_ended_before_the_first_sample() =>
        Snapshot.Match("report-no-sample.html", Readable(ReportSamples.Of(Finished.OfNoSample(), [Samples.At(0.0015, peak: 1_572_864, used: 0.001)])));

    [Fact]
    public void Assertions_stand_below_the_key_figures()
    {
        ReportSamples recording = ReportSamples.WithMarkers();
        string page = Encoding.UTF8.GetString((recording with { Finished = Asserted.Judge(recording.Finished, "peak_rss < 1GiB", "phase 'a</table>' duration < 5s", "rss < 1KiB") }).Page());
        int begin = page.IndexOf("<section id=\"assertions\">", StringComparison.Ordinal);

        Snapshot.Match("report-asserted.html", page[begin..page.IndexOf("<section id=\"charts\"", begin, StringComparison.Ordinal)]);
        Assert.DoesNotContain("id=\"assertions\"", Encoding.UTF8.GetString(recording.Page()), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_part_it_tells_the_part_and_what_was_counted_in_it()
    {
        ReportSamples whole = ReportSamples.OfMetrics(MetricSet.All);
        ReportSamples part = whole with { Finished = whole.Finished with { Document = whole.Finished.Document with { Part = new(1, 2) } } };

        string page = Encoding.UTF8.GetString(part.Page(from: 1));

        Assert.Contains("<p class=\"lead\">from 0:01.00 to 0:02.00</p>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Duration</dt><dd>1 s</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>read_bytes</bdi></th><td>488.3 GiB</td><td>488.3 GiB</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_that_was_fitted_is_drawn_in_the_preview_and_told_to_the_script()
    {
        ChartGuide fit = new(ChartGuide.Meaning.Fit, Metric.Rss, "+1.0 MiB/s", TimeSpan.FromSeconds(10), 60 << 20, TimeSpan.FromSeconds(40), 90 << 20);
        ReportSamples recording = ReportSamples.WithMarkers();
        string page = Encoding.UTF8.GetString(recording.Page(lines: fit));

        Assert.Contains("<path class=\"fit\" ", page, StringComparison.Ordinal);
        Assert.Contains("\"guides\":[{\"isLimit\":false,\"label\":\"\\u002B1.0 MiB/s\",\"from\":10,", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<path class=\"fit\" ", Encoding.UTF8.GetString(recording.Page()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void It_is_the_same_under_every_culture(string culture) =>
        Assert.Equal(Readable(ReportSamples.WithMarkers()), Cultures.Under(culture, () => Readable(ReportSamples.WithMarkers())));

    /// <summary>The page with its facts, without what is the same in all and without the data.</summary>
    private static string Readable(ReportSamples recording)
    {
        string page = Encoding.UTF8.GetString(recording.Page());
        page = Hash().Replace(page, "sha256-…");
        page = Block().Replace(page, match => match.Groups[1].Value.Contains("facts", StringComparison.Ordinal) ? match.Value : $"<{match.Groups[1].Value}>…</{match.Groups[2].Value}>");
        // Told in the zone of the machine on which the page is made.
        page = Zone().Replace(page, "");
        return page.Replace("{\"", "\n{\"", StringComparison.Ordinal);
    }

    [GeneratedRegex("sha256-.*?(?=&#x27;)")]
    private static partial Regex Hash();

    [GeneratedRegex("(?<=Start</dt><dd><bdi>)[^<]*|\"offsetMinutes\":-?[0-9]*,")]
    private static partial Regex Zone();

    [GeneratedRegex("<((script|style)[^>]*)>.*?</\\2>", RegexOptions.Singleline)]
    private static partial Regex Block();
}
