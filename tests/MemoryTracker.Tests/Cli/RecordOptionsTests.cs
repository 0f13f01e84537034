using System.CommandLine;
using MemoryTracker.Charts;
using MemoryTracker.Cli;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Cli;

public class RecordOptionsTests
{
    [Fact]
    public void A_PID_is_all_that_is_needed()
    {
        RecordSettings settings = Read("-p", "4711");

        Assert.Equal(4711, Assert.Single(settings.Target.Pids));
        Assert.Equal(new RecordingOptions { Interval = TimeSpan.FromSeconds(1), Duration = TimeSpan.Zero }, settings.Recording);
        Assert.Equal(new ChartOptions { Width = 1600, Height = 900, Scale = 1 }, settings.Chart);
        Assert.Equal(["memory_usage.png"], settings.Outputs.Of(OutputKind.Picture));
        Assert.False(settings.IsQuiet);
    }

    [Theory]
    [InlineData("--pid 4711 --interval 20 --duration 1.5 --output a.png --output b.csv --csv-output c.csv --quiet")]
    [InlineData("-p 4711 -i 20ms -d 1.5s -o a.png -o b.csv -c c.csv -q")]
    [InlineData("-p=4711 -i:20 -d=1500ms --output=a.png -o=b.csv --csv-output=c.csv -q")]
    public void Long_and_short_forms_are_the_same(string arguments)
    {
        RecordSettings settings = Read(arguments.Split(' '));

        Assert.Equal(4711, Assert.Single(settings.Target.Pids));
        Assert.Equal(TimeSpan.FromMilliseconds(20), settings.Recording.Interval);
        Assert.Equal(TimeSpan.FromSeconds(1.5), settings.Recording.Duration);
        Assert.Equal(["a.png"], settings.Outputs.Of(OutputKind.Picture));
        Assert.Equal(["b.csv", "c.csv"], settings.Outputs.Of(OutputKind.Csv));
        Assert.True(settings.IsQuiet);
    }

    [Fact]
    public void The_chart_is_as_it_was_asked_for() => Assert.Equal(
        new ChartOptions { Width = 800, Height = 450, Scale = 2.5, Theme = ChartTheme.Dark, TimeAxis = TimeAxis.Clock, Layout = ChartLayout.Panels, Title = "t" },
        Read("-p", "1", "--size", "800x450", "--scale", "2.5", "--theme", "dark", "--time", "clock", "--layout", "panels", "--title", "t").Chart);

    [Fact]
    public void A_separate_layout_makes_two_files_of_a_chart()
    {
        OutputPlan outputs = Read("-p", "1", "--layout", "separate", "-o", "a.png", "-o", "a.html").Outputs;

        Assert.Equal(["a.memory.png", "a.cpu.png", "a.html"], outputs.Files);
        Assert.Equal(["a.memory.png", "a.cpu.png"], outputs.Pictures);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.0ms", 0)]
    [InlineData("50us", 50)]
    [InlineData("0.05", 50)]
    [InlineData("1h", 3_600_000_000)]
    public void An_interval_is_0_or_at_least_50_µs(string text, double microseconds) =>
        Assert.Equal(TimeSpan.FromMicroseconds(microseconds), Read("-p", "1", "-i", text).Recording.Interval);

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void Numbers_are_read_the_same_under_every_culture(string culture)
    {
        RecordSettings settings = Cultures.Under(culture, () => Read("-p", "1", "-i", "0.5", "-d", "1.5", "--scale", "1.5"));

        Assert.Equal((TimeSpan.FromMicroseconds(500), TimeSpan.FromSeconds(1.5), 1.5), (settings.Recording.Interval, settings.Recording.Duration, settings.Chart.Scale));
    }

    [Theory]
    [InlineData("rss", "rss")]
    [InlineData("cpu,rss,cpu", "rss cpu")]
    [InlineData(" oom_score , fds", "fds oom_score")]
    [InlineData("pss", "pss smaps_rss")]
    public void Metrics_are_recorded_in_the_order_of_the_table_however_they_are_named(string list, string names) =>
        Assert.Equal(names, string.Join(' ', Read("-p", "1", "--metrics", list).Recording.Metrics.InOrder.Select(metric => metric.Name)));

    [Fact]
    public void All_metrics_are_all() => Assert.Equal(Metric.All, Read("-p", "1", "--metrics", "all").Recording.Metrics.InOrder);

    [Theory]
    [InlineData("--metrics memory", "rss peak_rss anon file shmem", "rss peak_rss anon file shmem")]
    [InlineData("--chart pss,cpu", "rss peak_rss pss smaps_rss cpu", "pss cpu")]
    [InlineData("--metrics cpu --chart memory", "rss peak_rss anon file shmem cpu", "rss peak_rss anon file shmem")]
    [InlineData("--metrics cpu,pss", "pss smaps_rss cpu", "cpu")]
    [InlineData("--metrics fds,threads", "threads fds", "threads fds")]
    [InlineData("--metrics rss,anon,file", "rss anon file", "rss")]
    [InlineData("--metrics rss,anon,file,shmem,vsz", "rss anon file shmem vsz", "rss anon file shmem")]
    [InlineData("", "rss peak_rss cpu", "rss peak_rss cpu")]
    public void What_is_drawn_is_recorded_and_what_is_recorded_is_drawn_as_far_as_it_is_usual(string arguments, string recorded, string drawn)
    {
        RecordSettings settings = Read(["-p", "1", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(recorded, string.Join(' ', settings.Recording.Metrics.InOrder.Select(metric => metric.Name)));
        Assert.Equal(drawn, string.Join(' ', settings.Charted.Select(metric => metric.Name)));
    }

    [Fact]
    public void All_metrics_are_drawn_in_a_file_for_each_unit() => Assert.Equal(
        ["a.memory.png", "a.cpu.png", "a.io.png", "a.events.png", "a.counts.png", "a.cpu_time.png"],
        Read("-p", "1", "--chart", "all", "--layout", "separate", "-o", "a.png").Outputs.Files);

    [Theory]
    [InlineData("-p 1 -c a.csv")]
    [InlineData("-p 1 -p 1 -c a.csv")]
    [InlineData("-p 1 -p 2")]
    [InlineData("-p 1 -p 2 -o a.png -o a.json")]
    public void Rows_of_processes_that_nothing_would_hold_are_refused(string arguments)
    {
        UserException refusal = Assert.Throws<UserException>(() => Read([.. arguments.Split(' '), "--per-process"]));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.StartsWith("--per-process needs ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p 1 -p 2 -c a.csv")]
    [InlineData("-p 1 --include-children -o a.csv")]
    public void Rows_of_processes_are_written_where_there_are_several(string arguments) =>
        Assert.True(Read([.. arguments.Split(' '), "--per-process"]).HasProcessRows);

    [Theory]
    [InlineData("rss,cpu", false)]
    [InlineData("rss,peak_rss", true)]
    public void The_mark_is_not_set_back_for_nothing(string metrics, bool isRecorded)
    {
        string[] arguments = ["-p", "1", "--exact-peaks", "--metrics", metrics];

        if (isRecorded)
            Assert.True(Read(arguments).HasExactPeaks);
        else
            Assert.Equal(ExitCode.Usage, Assert.Throws<UserException>(() => Read(arguments)).ExitCode);
    }

    [Theory]
    [InlineData("0.5", 0.005)]
    [InlineData("100", 1)]
    public void The_budget_is_in_percent(string percent, double share) =>
        Assert.Equal(share, Read("-p", "1", "--metrics", "pss", "--smaps-budget", percent).Recording.SmapsBudget, 1e-12);

    private static RecordSettings Read(params string[] arguments)
    {
        RecordOptions options = new();
        RootCommand root = new();
        foreach (Option option in options.All)
            root.Options.Add(option);
        ParseResult result = root.Parse(arguments);
        Assert.Empty(result.Errors);
        return options.Read(result);
    }
}
