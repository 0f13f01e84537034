using System.Text.Json;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary>What can be recorded beside RSS and CPU, and what is said where it cannot.</summary>
public sealed class MetricsTests
{
    private static readonly string[] OwnerOnly =
    [
        "pss_bytes", "uss_bytes", "pss_anon_bytes", "pss_file_bytes", "pss_shmem_bytes", "swap_pss_bytes", "lazyfree_bytes", "smaps_rss_bytes",
        "read_bytes", "write_bytes", "read_chars_bytes", "written_chars_bytes",
    ];

    private static readonly string[] Counters =
    [
        "cpu_time_s", "read_bytes", "write_bytes", "read_chars_bytes", "written_chars_bytes", "minor_faults", "major_faults", "voluntary_switches", "involuntary_switches",
    ];

    [Fact]
    public async Task Every_metric_of_a_process_of_ones_own_is_known_and_they_fit_each_other()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Ended ended = (await Tracker.Run(
            scratch, "--pid", $"{load.Pid}", "-i", "100ms", "-d", "2", "--metrics", "all", "--smaps-budget", "100", "-c", "data.csv", "-o", "chart.png")).Expect(0);

        Assert.Empty(ended.Errors);
        MetricRows rows = MetricRows.Read(scratch.File("data.csv"));
        Assert.All(rows.Columns.Except(["peak_rss_bytes"]), column => Assert.NotEmpty(rows.Known(column)));
        Assert.All(Counters, column =>
        {
            double[] figures = [.. rows.Known(column)];
            Assert.Equal(0, figures[0]);
            Assert.Equal(figures.Order(), figures);
        });
        Assert.All(rows.Known("anon_bytes").Zip(rows.Known("file_bytes"), rows.Known("shmem_bytes")).Zip(rows.Known("rss_bytes")), sum =>
            Assert.Equal(sum.Second, sum.First.First + sum.First.Second + sum.First.Third));
        Assert.All(rows.Known("pss_bytes").Zip(rows.Known("smaps_rss_bytes")), pair => Assert.InRange(pair.First, 1, pair.Second));
        Assert.All(rows.Known("uss_bytes").Zip(rows.Known("pss_bytes")), pair => Assert.InRange(pair.First, 1, pair.Second));
        // The runtime of the process may open or close one of its own meanwhile.
        Assert.InRange(rows.Known("fds").Last() - Directory.GetFileSystemEntries($"/proc/{load.Pid}/fd").Length, -3, 3);
        Assert.InRange(rows.Known("threads").Last() - Directory.GetDirectories($"/proc/{load.Pid}/task").Length, -3, 3);
        Assert.All(rows.Known("processes"), figure => Assert.Equal(1, figure));
        Assert.All(ended.Output.Split('\n').TakeWhile(line => !line.Contains(" samples (", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task What_another_user_may_not_read_is_empty_and_told_once_and_the_rest_is_recorded()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Nobody.MustBePossible();
        Nobody.Admit(scratch);

        string[] record = ["--pid", $"{load.Pid}", "-i", "100ms", "-d", "1", "--metrics", "all", "-c", "data.csv", "-o", "x.json", "--quiet"];
        await using RunningProcess tracker = RunningProcess.Start(scratch, [.. Nobody.Command.Split(' '), PublishedBinary.Path, .. record]);
        Ended ended = (await tracker.End()).Expect(0);

        string told = Assert.Single(ended.ErrorLines);
        Assert.All([$"/proc/{load.Pid}/io", $"/proc/{load.Pid}/smaps_rollup", "owner", "root", "pss", "read_bytes"], word => Assert.Contains(word, told, StringComparison.Ordinal));
        MetricRows rows = MetricRows.Read(scratch.File("data.csv"));
        Assert.All(OwnerOnly, column => Assert.Empty(rows.Known(column)));
        Assert.All(
            rows.Columns.Except(OwnerOnly).Except(["peak_rss_bytes", "cpu_percent", "cpu_user_percent", "cpu_system_percent"]),
            column => Assert.Equal(rows.Count, rows.Known(column).Count()));
    }

    [Fact]
    public async Task Readings_of_page_tables_keep_to_their_budget_and_the_rest_is_recorded_at_every_tick()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Ended ended = (await Tracker.Run(
            scratch, "--pid", $"{load.Pid}", "-i", "10ms", "-d", "1", "--metrics", "rss,pss", "--smaps-budget", "0.001", "-c", "data.csv")).Expect(0);

        MetricRows rows = MetricRows.Read(scratch.File("data.csv"));
        Assert.Single(rows.Known("pss_bytes"));
        Assert.Equal(rows.Count, rows.Known("rss_bytes").Count());
        Assert.Contains($"was read in 1 of {rows.Count} samples: ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("the first is always read, further ones as 0.001 % of the time allows", ended.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(scratch.Text("data.meta.json"));
        Assert.Equal(1, document.RootElement.GetProperty("accuracy").GetProperty("smaps_reads").GetInt64());
        Assert.Equal(1, document.RootElement.GetProperty("statistics").GetProperty("pss_bytes").GetProperty("count").GetInt64());
    }

    [Fact]
    public async Task Readings_of_page_tables_take_no_more_of_the_time_than_their_budget()
    {
        const double BudgetPercent = 2;
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("steps", "3000", "256");
        await using RunningProcess tracker = await Tracker.Record(
            scratch, load.Pid, "data.csv", "-i", "10ms", "--metrics", "rss,pss", "--smaps-budget", $"{BudgetPercent}", "-o", "x.json");
        await load.Perform<Plateau>();
        (await tracker.End()).Expect(0);

        using JsonDocument document = JsonDocument.Parse(scratch.Text("x.json"));
        JsonElement accuracy = document.RootElement.GetProperty("accuracy");
        long reads = accuracy.GetProperty("smaps_reads").GetInt64();
        double spent = accuracy.GetProperty("smaps_s").GetDouble();
        double elapsed = document.RootElement.GetProperty("end").GetProperty("elapsed_s").GetDouble();
        MetricRows rows = MetricRows.Read(scratch.File("data.csv"));
        Assert.Equal(reads, rows.Known("pss_bytes").Count());
        Assert.InRange(reads, 2, rows.Known("rss_bytes").Count() - 1);
        // A reading is made when one that costs as much as the last fits in; the last of all may have cost more, when others had the processor. Without a budget
        // it would be some forty times as much.
        Assert.InRange(spent, 0, 2 * BudgetPercent / 100 * elapsed);
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("rss")]
    [InlineData("fds,threads")]
    [InlineData("peak_rss")]
    public async Task Without_the_usual_metrics_everything_is_written_all_the_same(string metrics)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Ended ended = (await Tracker.Run(
            scratch, "--pid", $"{load.Pid}", "-i", "50ms", "-d", "1", "--metrics", metrics, "-c", "data.csv", "-o", "x.json", "-o", "chart.png")).Expect(0);

        Assert.Empty(ended.Errors);
        Assert.Equal(metrics.Split(',').Length, MetricRows.Read(scratch.File("data.csv")).Columns.Count);
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
    }

    [Fact]
    public async Task The_table_of_metrics_needs_no_process()
    {
        using Scratch scratch = new();
        Ended ended = (await Tracker.Run(scratch, "--metrics", "help")).Expect(0);

        Assert.All(["rss", "pss", "involuntary_switches", "/proc/PID/smaps_rollup", "owner"], word => Assert.Contains(word, ended.Output, StringComparison.Ordinal));
        Assert.Empty(ended.Errors);
        Assert.Empty(scratch.Names());
    }

    [Fact]
    public async Task A_name_that_is_none_of_a_metric_is_answered_with_the_nearest()
    {
        using Scratch scratch = new();
        Ended ended = (await Tracker.Run(scratch, "--pid", $"{Environment.ProcessId}", "--metrics", "rss,pps")).Expect(2);

        string told = Assert.Single(ended.ErrorLines);
        Assert.All(["'pps'", "pss", "--metrics help"], word => Assert.Contains(word, told, StringComparison.Ordinal));
        Assert.Empty(scratch.Names());
    }
}
