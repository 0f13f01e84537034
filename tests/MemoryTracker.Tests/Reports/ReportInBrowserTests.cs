using System.Text;
using System.Text.Json.Nodes;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Reports;

/// <summary>The page of a recording in a real browser, from disk.</summary>
public class ReportInBrowserTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private const string Home = "\uE011";
    private const string Right = "\uE014";
    private const string Enter = "\uE007";

    /// <summary>What hostile names are made of.</summary>
    private const string Attack = "</script><img src=x onerror=window.hit=1>'\"&amp;<!-- \u202egnp\u202c \u0007 \u2028 שלום";

    private static readonly byte[] Page = ReportSamples.WithMarkers().Page();

    private double[][] Shown => browser.Run<double[][]>("return report.board.charts.map(chart => [chart.u.scales.x.min, chart.u.scales.x.max])");

    [Fact]
    public void It_opens_without_a_complaint_and_without_a_request()
    {
        string address = browser.OpenReport(Page);

        Assert.Empty(browser.Complaints());
        Assert.Equal([address], browser.Requests().Where(request => !request.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Equal(148, browser.Run<int>("return report.samples"));
        Assert.Equal(["RSS and its peaks", "CPU (100 % = one core)"], browser.Run<string[]>("return report.board.charts.map(chart => chart.title)"));
        Assert.True(browser.Run<bool>("return document.getElementById('preview') === null && document.getElementById('state').hidden"));
    }

    [Fact]
    public void What_its_policy_does_not_know_does_not_run()
    {
        browser.OpenReport(Page);
        browser.Run("let s = document.createElement('script'); s.textContent = 'window.hit = 1'; document.body.append(s); let i = new Image(); i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i)");

        Assert.True(browser.Run<bool>("return window.hit === undefined"));
        Assert.Contains(browser.Complaints(), complaint => complaint.Contains("script-src", StringComparison.Ordinal));
    }

    [Fact]
    public void A_drag_zooms_all_charts_and_a_double_click_goes_back()
    {
        browser.OpenReport(Page);
        double[] plot = Plot(1);
        browser.Drag((plot[0] + (plot[2] * 0.25), plot[1] + 40), (plot[0] + (plot[2] * 0.5), plot[1] + 60));

        Assert.All(Shown, shown => Assert.Equal([10, 20], shown.Select(time => Math.Round(time))));
        Assert.Equal(2, Shown.Length);

        browser.Click(plot[0] + 50, plot[1] + 50, times: 2);
        Assert.All(Shown, shown => Assert.Equal([0, 40], shown));
    }

    [Fact]
    public void Axes_are_labelled_and_no_label_is_cut()
    {
        foreach (byte[] page in new[] { Page, ReportSamples.OfMetrics(MetricSet.All).Page() })
        {
            browser.OpenReport(page);
            string[][] labels = browser.Run<string[][]>("return report.board.charts.map(chart => chart.u.axes[1]._values)");
            Assert.All(labels, labelled => Assert.InRange(labelled.Length, 2, 9));
            // As wide as the axis is, without its ticks and the gap.
            Assert.True(browser.Run<double>("let pen = document.createElement('canvas').getContext('2d'); pen.font = '12px system-ui, sans-serif'; return Math.max(...arguments[0].map(label => pen.measureText(label).width))", new JsonArray([.. labels.SelectMany(label => label).Select(label => JsonValue.Create(label))])) <= 72);
        }
    }

    [Fact]
    public void The_cursor_of_one_chart_tells_figures_in_all()
    {
        browser.OpenReport(Page);
        double[] plot = Plot(0);
        browser.MoveTo(plot[0] + (plot[2] / 4), plot[1] + 30);

        string[] told = browser.Run<string[]>("return [...document.querySelectorAll('.legend .value')].map(value => value.textContent)");
        Assert.Matches(@"^\d+\.\d MiB$", told[0]);
        Assert.Equal("–", told[1]);
        Assert.Matches(@"^\d+\.\d %$", told[2]);
        Assert.Matches(@"^at 0:(09\.9|10\.0)\d$", browser.Run<string>("return document.querySelector('.at').textContent"));
    }

    [Fact]
    public void A_series_is_switched_off_and_on_by_mouse_and_keyboard()
    {
        browser.OpenReport(Page);
        double high = browser.Run<double>("return report.board.charts[0].u.scales.y.max");
        browser.Click(".legend button:nth-child(2)");

        Assert.Equal([true, true, false], browser.Run<bool[]>("return report.board.charts[0].u.series.map(series => series.show)"));
        Assert.Equal("false", browser.Run<string>("return document.querySelector('.legend button:nth-child(2)').getAttribute('aria-pressed')"));
        Assert.True(browser.Run<double>("return report.board.charts[0].u.scales.y.max") < high);

        browser.Run("document.querySelector('.legend button:nth-child(2)').focus()");
        browser.Press(Enter);
        Assert.Equal([true, true, true], browser.Run<bool[]>("return report.board.charts[0].u.series.map(series => series.show)"));
        Assert.Equal(high, browser.Run<double>("return report.board.charts[0].u.scales.y.max"));
    }

    [Fact]
    public void The_button_goes_to_the_peak()
    {
        browser.OpenReport(Page);
        browser.Click("#toolbar button[title*='peak']");

        // Between 19.25 and 19.5 s, as the high-water mark told.
        Assert.All(Shown, shown => Assert.True(shown[0] < 19.25 && shown[1] > 19.5 && shown[1] - shown[0] < 4, $"{shown[0]} to {shown[1]}"));
        Assert.Equal("391.3 MiB", browser.Run<string>("return document.querySelectorAll('.legend .value')[1].textContent"));
    }

    [Fact]
    public void Limits_are_lines_that_the_axis_reaches_unless_they_are_far_above()
    {
        RecordingDocument.LimitFacts[] limits = [new("rss > 600MiB", "rss", ">", 600 << 20, 0, 0, null), new("cpu > 5000%", "cpu", ">", 5000, 0, 0, null)];
        ReportSamples samples = ReportSamples.WithMarkers();
        double plain = TopOfFirst(samples);
        double limited = TopOfFirst(samples with { Finished = samples.Finished with { Document = samples.Finished.Document with { Limits = limits } } });

        Assert.Empty(browser.Complaints());
        Assert.True(plain < 600 << 20, $"{plain}");
        Assert.InRange(limited, 600 << 20, 800 << 20);
        Assert.InRange(browser.Run<double>("return report.board.charts[1].u.scales.y.max"), 50, 500);
        const string Reddish = """
            const u = report.board.charts[arguments[0]].u, data = u.ctx.getImageData(0, 0, u.ctx.canvas.width, u.ctx.canvas.height).data;
            let count = 0;
            for (let i = 0; i < data.length; i += 4) if (data[i] > 170 && data[i + 1] < 60 && data[i + 2] < 80) count++;
            return count
            """;
        Assert.InRange(browser.Run<int>(Reddish.Replace("arguments[0]", "0", StringComparison.Ordinal)), 400, 20_000);
        Assert.InRange(browser.Run<int>(Reddish.Replace("arguments[0]", "1", StringComparison.Ordinal)), 10, 400);

        double TopOfFirst(ReportSamples of)
        {
            browser.OpenReport(of.Page());
            return browser.Run<double>("return report.board.charts[0].u.scales.y.max");
        }
    }

    /// <summary>CPU is told of the time from 1 to 3 s, and after two seconds without anybody of that from 5 to 7 s.</summary>
    [Fact]
    public void Where_nobody_was_there_no_CPU_is_drawn()
    {
        Sample[] samples = [.. new[] { double.NaN, 50, double.NaN, 60, double.NaN, double.NaN, double.NaN, 80, 80 }.Select((cpu, second) => Samples.At(second, rss: 4096, cpu: cpu))];
        samples[4].HasNobody = samples[5].HasNobody = true;
        browser.OpenReport(ReportSamples.Of(Finished.Of(samples, EndReason.DurationOver, null), samples).Page());

        const string Drawn = """
            const chart = report.board.charts[1], u = chart.u, pen = document.createElement('canvas').getContext('2d');
            const path = outlines.step(u, chart.series[0], 0, 9).line;
            pen.lineWidth = 4;
            return [[0.5, 50], [2, 60], [3.5, 80], [4.5, 80], [6, 80], [7.5, 80]].map(([time, figure]) => pen.isPointInStroke(path, u.valToPos(time, 'x', true), u.valToPos(figure, 'y', true)))
            """;
        Assert.Equal([true, true, false, false, true, true], browser.Run<bool[]>(Drawn));
        Assert.Equal([50, 60, 60, null, null, 80], browser.Run<double?[]>("return [0.5, 1.5, 2.5, 3.5, 4.5, 6].map(time => figureAt(report.board.charts[1].series[0], time)).map(figure => Number.isNaN(figure) ? null : figure)"));
    }

    [Fact]
    public void Keys_move_zoom_and_go_back()
    {
        browser.OpenReport(Page);
        browser.Run("document.querySelector('.chart').focus()");

        browser.Press("+");
        Assert.All(Shown, shown => Assert.Equal([10, 30], shown));
        browser.Press(Right);
        Assert.All(Shown, shown => Assert.Equal([14, 34], shown));
        browser.Press("-", "-");
        Assert.All(Shown, shown => Assert.Equal([0, 40], shown));
        browser.Press("p");
        Assert.All(Shown, shown => Assert.InRange(shown[1] - shown[0], 0.5, 4));
        browser.Press(Home);
        Assert.All(Shown, shown => Assert.Equal([0, 40], shown));
    }

    [Fact]
    public void Both_themes_are_drawn()
    {
        browser.OpenReport(Page);
        browser.Run("report.board.setTheme('light')");
        string[] light = Colors();
        browser.Click("#theme");
        string[] dark = Colors();

        Assert.Equal(["light", "rgb(244, 246, 249)"], light[..2]);
        Assert.Equal(["dark", "rgb(12, 15, 20)"], dark[..2]);
        Assert.Equal("31,111,181", light[2]);
        Assert.Equal("94,176,242", dark[2]);
        browser.Run("localStorage.clear()");

        string[] Colors() => browser.Run<string[]>("""
            let u = report.board.charts[0].u, x = Math.round(u.valToPos(10, 'x', true)), count = {};
            for (let y = 0; y < u.ctx.canvas.height; y++) { let [r, g, b] = u.ctx.getImageData(x, y, 1, 1).data; if (Math.abs(b - r) > 140) count[[r, g, b]] = 1; }
            return [document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor, Object.keys(count).join(' ')];
            """);
    }

    [Fact]
    public void Markers_are_bars_and_flags_that_tell_their_names()
    {
        browser.OpenReport(Page);

        Assert.Equal(["loaded", "load", "parse \"quoted\" <b>bold</b>", "load", "serve 漢字"], browser.Run<string[]>("return [...document.querySelectorAll('.strip button')].map(button => button.textContent)"));
        browser.Run("document.querySelectorAll('.strip button')[2].focus()");
        Assert.Equal("parse \"quoted\" <b>bold</b>: 0:08.00 – 0:12.00 (4 s)", browser.Run<string>("return document.querySelector('.info').textContent"));
        browser.Press(Enter);
        Assert.All(Shown, shown => Assert.Equal([7.6, 12.4], shown.Select(time => Math.Round(time, 3))));
    }

    [Fact]
    public void Times_are_told_by_the_clock_if_asked()
    {
        browser.OpenReport(Page);
        browser.Run("report.board.facts.offsetMinutes = 0; report.board.setClock(true)");

        Assert.StartsWith("23:59:58.00 – 00:00:38.00", browser.Run<string>("return document.querySelector('.shown').textContent"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_are_a_table_too()
    {
        browser.OpenReport(Page);
        browser.Run("document.querySelector('#data-table').open = true; report.board.show(0, 1)");
        Patience.Until(() => browser.Run<int>("return document.querySelectorAll('#data-table tbody tr').length") == 5, "the table has the five samples of the first second");

        Assert.Equal(["0:00.250", "66.0 MiB", "–", "102.5 %"], browser.Run<string[]>("return [...document.querySelectorAll('#data-table tbody tr')[1].cells].map(cell => cell.textContent)"));
    }

    [Fact]
    public void Its_csv_is_the_recordings_own()
    {
        Sample[] samples = [.. Enumerable.Range(0, 3).Select(number => Samples.Full(number, MetricSet.All)), Samples.At(3, rss: 4096, cpu: 0.001, name: "a,\"b\u001b\"", pid: 12), Samples.At(4.000001, pid: null, name: "")];
        samples[4].Total[Metric.Vsz] = Math.Pow(2, 60);
        samples[3].Time = samples[3].Time.AddHours(-1);
        browser.OpenReport(ReportSamples.Of(Finished.Of(samples, EndReason.DurationOver, null, metrics: MetricSet.All), samples).Page());

        CsvRow row = new(MetricSet.All);
        byte[] line = new byte[CsvRow.MaxLength];
        string expected = Encoding.UTF8.GetString(CsvRow.Header(MetricSet.All)) + string.Concat(samples.Select(sample => Encoding.UTF8.GetString(line.AsSpan(0, row.Format(sample, line)))));
        Assert.Equal(expected, browser.Run<string>("return report.csv().join('')"));
        Assert.Equal(expected, browser.Download("#csv"));
    }

    [Fact]
    public void Hostile_names_stay_text()
    {
        browser.OpenReport(ReportSamples.Hostile(Attack).Page());

        Assert.True(browser.Run<bool>("return window.hit === undefined && document.images.length === 0"));
        Assert.Equal(4, browser.Run<int>("return document.scripts.length"));
        string clean = SafeText.Clean(Attack);
        Assert.Equal([clean, clean, clean, clean], browser.Run<string[]>("return [document.querySelector('h1'), document.querySelector('.strip bdi'), document.querySelector('#phases tbody bdi'), document.querySelector('#processes tbody bdi')].map(element => element.textContent)"));
        Assert.Empty(browser.Complaints());
    }

    [Fact]
    public void Without_scripts_there_are_the_summary_the_tables_and_a_preview()
    {
        browser.Open(Page, hasScripts: false);
        string source = browser.Text();

        Assert.Contains("391.3 MiB", source, StringComparison.Ordinal);
        Assert.Contains("serve 漢字 (open)", source, StringComparison.Ordinal);
        Assert.Contains("does not run here", source, StringComparison.Ordinal);
        Assert.DoesNotContain("Download CSV", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_what_unpacks_the_data_there_is_the_preview_and_a_word_that_says_why()
    {
        browser.OpenReport(Page);
        string id = browser.Command("Page.addScriptToEvaluateOnNewDocument", new() { ["source"] = "delete window.DecompressionStream" })!["identifier"]!.GetValue<string>();
        browser.Run("location.reload()");
        Patience.Until(() => browser.Run<bool>("return typeof DecompressionStream === 'undefined' && document.readyState === 'complete'"), "the page is there again");
        browser.Command("Page.removeScriptToEvaluateOnNewDocument", new() { ["identifier"] = id });

        Assert.Contains("knows no DecompressionStream", browser.Text(), StringComparison.Ordinal);
        Assert.True(browser.Run<bool>("return document.getElementById('preview').getBoundingClientRect().height > 100 && document.getElementById('toolbar').hidden"));
    }

    [Fact]
    public void A_part_of_a_recording_has_axes_of_its_own()
    {
        browser.OpenReport(ReportSamples.WithMarkers().Page(from: 30));

        Assert.All(Shown, shown => Assert.Equal([30, 40], shown));
    }

    [Fact]
    public void A_million_samples_are_all_there()
    {
        byte[] page = ReportSamples.Long(1_000_000).Page();
        browser.OpenReport(page);
        output.WriteLine($"{page.Length:#,0} bytes, ready after {browser.Run<double>("return report.readyMs"):0} ms");

        Assert.Equal(1_000_000, browser.Run<int>("return report.samples"));
        Assert.Equal(1_000_000, browser.Run<int>("return report.board.charts[0].series[0].y.length"));
        Assert.True(browser.Run<bool>("return document.getElementById('reduced') === null"));
        Assert.Empty(browser.Complaints());
    }

    [Fact]
    public void Of_more_there_are_the_extremes_and_a_word_that_says_so()
    {
        ReportSamples recording = ReportSamples.Long(1_000_001);
        browser.OpenReport(recording.Page());

        Assert.Equal(1_000_001, browser.Run<int>("return report.samples"));
        Assert.StartsWith("Drawn from 1,000,001 samples, reduced to", browser.Run<string>("return document.getElementById('reduced').innerText"), StringComparison.Ordinal);
        Assert.Equal(
            [recording.Finished.Summary.Rss.Max, recording.Finished.Summary[Metric.PeakRss].Max, recording.Finished.Summary.Cpu.Max],
            browser.Run<double[]>("return report.board.charts.flatMap(chart => chart.series.map(series => highestOf(series.y)))"));
        Assert.True(browser.Run<bool>("return document.getElementById('csv').hidden"));
        Assert.Empty(browser.Complaints());
    }

    [Theory]
    [InlineData(390)]
    [InlineData(360)]
    public void A_phone_needs_no_scrolling_sideways(int width)
    {
        string name = Attack + new string('w', 500);
        foreach (byte[] page in new[] { Page, ReportSamples.Hostile(name).Page(), ReportSamples.OfMetrics(MetricSet.All).Page() })
        {
            browser.OpenReport(page, width, 844);
            Assert.Equal(width, browser.Run<int>("return document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public void On_paper_it_is_light_and_without_buttons()
    {
        browser.OpenReport(Page);
        browser.Run("report.board.setTheme('dark'); addEventListener('beforeprint', () => { window.printed = [document.documentElement.dataset.theme, getComputedStyle(document.getElementById('toolbar')).display]; })");
        byte[] paper = browser.Print();

        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(paper[..8]), StringComparison.Ordinal);
        Assert.Equal("light", browser.Run<string>("return window.printed[0]"));
        Assert.Equal("dark", browser.Run<string>("return document.documentElement.dataset.theme"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(1023.6)]
    [InlineData(1048524)]
    [InlineData(10_485_760)]
    [InlineData(1.5e12)]
    [InlineData(-5_000_000)]
    public void Figures_read_as_they_do_everywhere(double figure)
    {
        browser.Open(Page);
        Assert.Equal(
            [Readable.Bytes(figure), Readable.Number(figure), Readable.Duration(TimeSpan.FromSeconds(figure / 1e6)), Readable.Duration(TimeSpan.FromSeconds(figure / 1000))],
            browser.Run<string[]>("let f = arguments[0]; return [bytesText(f), numberText(f), durationText(f / 1e6), durationText(f / 1000)]", figure));
    }

    /// <summary>Left, top, width and height of a plot in the window.</summary>
    private double[] Plot(int chart) => browser.Run<double[]>(
        "let e = document.querySelectorAll('.u-over')[arguments[0]]; e.scrollIntoView({block: 'center'}); let r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]", chart);
}
