using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Metrics;

public class FigureMakerTests
{
    private const long Second = 1_000_000_000;
    private const long Later = 5 * Second;

    private readonly FigureMaker _maker = new(TimeSpan.FromMilliseconds(4), MetricSet.All);
    private readonly Figures _row = new();

    [Fact]
    public void The_first_row_has_memory_but_no_rate_and_no_peak_between()
    {
        Fill(0, rss: 100, mark: 300, cpu: Second);

        Assert.Equal(100, _row[Metric.Rss]);
        Assert.Equal(double.NaN, _row[Metric.Cpu]);
        Assert.Equal(double.NaN, _row[Metric.PeakRss]);
    }

    [Fact]
    public void A_later_row_tells_what_happened_since_the_one_before()
    {
        Fill(0, rss: 100, mark: 300, cpu: Second);
        Fill(1, rss: 120, mark: 310, cpu: Second + (Second / 2));

        Assert.Equal(120, _row[Metric.Rss]);
        Assert.Equal(310, _row[Metric.PeakRss]);
        Assert.Equal(50, _row[Metric.Cpu]);

        Fill(3, rss: 90, mark: 310, cpu: Second * 7 / 2);

        Assert.Equal(90, _row[Metric.Rss]);
        Assert.Equal(double.NaN, _row[Metric.PeakRss]);
        Assert.Equal(100, _row[Metric.Cpu]);
    }

    [Fact]
    public void What_is_unknown_now_is_not_left_over_from_before()
    {
        Fill(0, rss: 100, mark: 100, cpu: 0);
        Fill(1, rss: 100, mark: 200, cpu: 0);
        Fill(2, rss: null, mark: null, cpu: null);

        Assert.All(Metric.All, metric => Assert.Equal(double.NaN, _row[metric]));
    }

    [Fact]
    public void After_a_row_without_CPU_the_rate_is_told_over_the_whole_time()
    {
        Fill(0, cpu: 0);
        Fill(1, cpu: null);
        Fill(4, cpu: Second);

        Assert.Equal(25, _row[Metric.Cpu]);
    }

    [Fact]
    public void While_nobody_is_there_no_rate_is_told_and_the_next_is_of_the_time_since()
    {
        Fill(0, rss: 100, cpu: 0);
        Reading gap = new() { At = Later + Second, CpuTime = Second, Processes = 0 };
        _maker.Fill(gap, _row);
        Assert.Equal(double.NaN, _row[Metric.Cpu]);
        Assert.Equal(1, _row[Metric.CpuTime]);

        Fill(3, rss: 100, cpu: 2 * Second);
        Assert.Equal(50, _row[Metric.Cpu]);
    }

    [Fact]
    public void A_mark_is_never_compared_across_a_row_that_did_not_know_it()
    {
        Fill(0, rss: 100, mark: 100);
        Fill(1, rss: null, mark: null);
        Fill(2, rss: 100, mark: 200);

        Assert.Equal(double.NaN, _row[Metric.PeakRss]);
    }

    [Fact]
    public void Over_too_short_a_time_no_rate_is_told_and_the_next_row_tells_it_over_both()
    {
        Fill(0, cpu: 0);
        Fill(0.0799, cpu: 0);

        Assert.Equal(double.NaN, _row[Metric.Cpu]);

        Fill(1, cpu: Second / 10);

        Assert.Equal(10, _row[Metric.Cpu]);
    }

    [Fact]
    public void A_peak_is_told_even_over_too_short_a_time_for_a_rate()
    {
        Fill(0, rss: 100, mark: 100);
        Fill(0.0001, rss: 100, mark: 150);

        Assert.Equal(150, _row[Metric.PeakRss]);
    }

    [Theory]
    [InlineData(1, 19.999, false)]
    [InlineData(1, 20, true)]
    [InlineData(4, 79.999, false)]
    [InlineData(4, 80, true)]
    [InlineData(10, 199.999, false)]
    [InlineData(10, 200, true)]
    public void No_rate_is_told_over_less_than_20_ticks_of_the_kernel(double tick, double passed, bool tellsRate)
    {
        FigureMaker maker = new(TimeSpan.FromMilliseconds(tick), MetricSet.All);
        maker.Fill(new Reading { At = Later, CpuTime = 0 }, _row);
        maker.Fill(new Reading { At = Later + (long)Math.Round(passed * 1_000_000), CpuTime = 1 }, _row);

        Assert.Equal(tellsRate, !double.IsNaN(_row[Metric.Cpu]));
    }

    [Fact]
    public void Counters_start_at_0_and_count_from_the_first_reading_that_knew_them()
    {
        const string LaterIo = "rchar: 1500\nwchar: 20\nread_bytes: 4096\nwrite_bytes: 0\n";
        Fill(new Reading { CpuTime = 5 * Second, Stat = Stat(minor: 100, major: 7) });

        Assert.Equal((0.0, 0.0, 0.0), (_row[Metric.CpuTime], _row[Metric.MinorFaults], _row[Metric.MajorFaults]));
        Assert.Equal(double.NaN, _row[Metric.ReadChars]);

        Fill(new Reading { At = Second, Io = ProcIo.Parse("rchar: 1000\nwchar: 20\nread_bytes: 0\nwrite_bytes: 0\n"u8), Switches = new(5, 6) });
        Assert.Equal((0.0, 0.0), (_row[Metric.ReadChars], _row[Metric.VoluntarySwitches]));
        Assert.Equal((double.NaN, double.NaN), (_row[Metric.CpuTime], _row[Metric.MinorFaults]));

        Fill(new Reading
        {
            At = 2 * Second,
            CpuTime = (7 * Second) + 1_999,
            Stat = Stat(minor: 130, major: 7),
            Io = ProcIo.Parse(Encoding.UTF8.GetBytes(LaterIo)),
            Switches = new(9, 6),
        });
        Assert.Equal((2.000001, 30.0, 0.0), (_row[Metric.CpuTime], _row[Metric.MinorFaults], _row[Metric.MajorFaults]));
        Assert.Equal((500.0, 0.0, 4096.0), (_row[Metric.ReadChars], _row[Metric.WrittenChars], _row[Metric.ReadBytes]));
        Assert.Equal((4.0, 0.0), (_row[Metric.VoluntarySwitches], _row[Metric.InvoluntarySwitches]));
    }

    [Theory]
    [InlineData(199.999, false)]
    [InlineData(200, true)]
    public void User_and_system_time_in_ticks_of_10_ms_make_no_rate_over_less_than_20(double passed, bool tellsRate)
    {
        Fill(new Reading { Stat = Stat(user: 100, system: 50) });
        Fill(new Reading { At = (long)(passed * 1_000_000), Stat = Stat(user: 110, system: 51) });

        Assert.Equal(tellsRate ? 50.0 : double.NaN, _row[Metric.CpuUser]);
        Assert.Equal(tellsRate ? 5.0 : double.NaN, _row[Metric.CpuSystem]);
    }

    [Fact]
    public void Only_chosen_figures_are_made()
    {
        FigureMaker maker = new(TimeSpan.FromMilliseconds(4), new MetricSet(Metric.Processes));
        maker.Fill(new Reading { At = Later, Rss = 1, CpuTime = 1, Processes = 1 }, _row);

        Assert.Equal([Metric.Processes], Metric.All.Where(metric => !double.IsNaN(_row[metric])));
    }

    [Fact]
    public void The_row_has_the_name_of_its_moment()
    {
        _maker.Fill(new Reading { At = Later, Command = new CommandName("sh"u8) }, _row);
        _maker.Fill(new Reading { At = Later + Second, Command = new CommandName("python3"u8) }, _row);

        Assert.Equal("python3", _row.Command.ToString());
    }

    private void Fill(Reading reading) => _maker.Fill(reading with { At = Later + reading.At }, _row);

    private static ProcStat Stat(int minor = 0, int major = 0, int user = 0, int system = 0) => ProcStat.Parse(
        Encoding.UTF8.GetBytes($"1 (x) S 1 1 1 0 -1 0 {minor} 0 {major} 0 {user} {system} 0 0 20 0 1 0 5 0\n"))!.Value;

    private void Fill(double seconds, long? rss = null, long? mark = null, long? cpu = null) => _maker.Fill(
        new Reading { At = Later + (long)Math.Round(seconds * Second), Rss = rss, HighWater = mark, CpuTime = cpu }, _row);
}
