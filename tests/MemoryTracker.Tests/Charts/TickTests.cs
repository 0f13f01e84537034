using MemoryTracker.Charts.Ticks;
using Xunit;

namespace MemoryTracker.Tests.Charts;

public sealed class TickTests
{
    private const double KiB = 1024;
    private const double MiB = 1024 * KiB;
    private const double GiB = 1024 * MiB;

    [Theory]
    [InlineData(300 * MiB, 5, "MiB", "0|64 MiB|128 MiB|192 MiB|256 MiB")]
    [InlineData(130 * MiB, 4, "MiB", "0|64 MiB|128 MiB")]
    [InlineData(1.1 * GiB, 10, "MiB", "0|128 MiB|256 MiB|384 MiB|512 MiB|640 MiB|768 MiB|896 MiB|1,024 MiB")]
    [InlineData(1.1 * GiB, 5, "GiB", "0|0.25 GiB|0.5 GiB|0.75 GiB|1 GiB")]
    [InlineData(3.3 * GiB, 8, "GiB", "0|0.5 GiB|1 GiB|1.5 GiB|2 GiB|2.5 GiB|3 GiB")]
    [InlineData(1100 * GiB, 3, "TiB", "0|0.5 TiB|1 TiB")]
    [InlineData(5 * KiB, 5, "KiB", "0|1 KiB|2 KiB|3 KiB|4 KiB|5 KiB")]
    [InlineData(1.5, 8, "B", "0|1 B")]
    [InlineData(700 * MiB, 1, "MiB", "0|512 MiB")]
    public void Bytes_step_in_powers_of_two(double top, int most, string unit, string labels)
    {
        (AxisTick[] ticks, string shown) = ByteTicks.UpTo(top, most);
        Assert.Equal((unit, labels), (shown, Labels(ticks)));
        Assert.All(ticks, tick => Assert.InRange(tick.Position, 0, top));
    }

    [Theory]
    [InlineData(10.6, 12, "0 %|1 %|2 %|3 %|4 %|5 %|6 %|7 %|8 %|9 %|10 %")]
    [InlineData(106, 6, "0 %|20 %|40 %|60 %|80 %|100 %")]
    [InlineData(106, 5, "0 %|25 %|50 %|75 %|100 %")]
    [InlineData(106, 1, "0 %|100 %")]
    [InlineData(430, 5, "0 %|100 %|200 %|300 %|400 %")]
    [InlineData(6800, 8, "0 %|1,000 %|2,000 %|3,000 %|4,000 %|5,000 %|6,000 %")]
    public void Percent_steps_are_round(double top, int most, string labels) => Assert.Equal(labels, Labels(DecimalTicks.UpTo(top, most, 1, " %")));

    [Theory]
    [InlineData(1.06, 5, 1, "0|1")]
    [InlineData(1.06, 5, 0.001, "0|0.25|0.5|0.75|1")]
    [InlineData(0.0106, 3, 0.001, "0|0.005|0.01")]
    [InlineData(34, 8, 1, "0|5|10|15|20|25|30")]
    [InlineData(750_000, 4, 0.001, "0|200,000|400,000|600,000")]
    [InlineData(3_100_000, 7, 1, "0|0.5 M|1 M|1.5 M|2 M|2.5 M|3 M")]
    [InlineData(7_400_000_000, 4, 1, "0|2 G|4 G|6 G")]
    public void Numbers_step_in_powers_of_ten_and_parts_of_them(double top, int most, double least, string labels) =>
        Assert.Equal(labels, Labels(DecimalTicks.UpTo(top, most, least, "")));

    [Theory]
    [InlineData(4 * MiB, 300 * MiB, 8, "4 MiB|8 MiB|16 MiB|32 MiB|64 MiB|128 MiB|256 MiB")]
    [InlineData(4 * MiB, 300 * MiB, 3, "4 MiB|16 MiB|64 MiB|256 MiB")]
    [InlineData(512, 3 * MiB, 4, "512 B|4 KiB|32 KiB|256 KiB|2 MiB")]
    [InlineData(4 * MiB, 4 * MiB, 3, "4 MiB")]
    public void Powers_of_two_are_so_many_times_the_one_below(double floor, double top, int most, string labels) =>
        Assert.Equal(labels, Labels(LogTicks.Between(floor, top, most, 2, ByteTicks.Label)));

    [Theory]
    [InlineData(0.01, 350, 8, "0.01 %|0.1 %|1 %|10 %|100 %")]
    [InlineData(1, 2e9, 3, "1 %|1,000 %|1 M %|1 G %")]
    public void Powers_of_ten_too(double floor, double top, int most, string labels) =>
        Assert.Equal(labels, Labels(LogTicks.Between(floor, top, most, 10, value => DecimalTicks.Label(value, " %"))));

    [Theory]
    [InlineData(1000, 10, 1000)]
    [InlineData(999.999, 10, 100)]
    [InlineData(0.001, 10, 0.001)]
    [InlineData(8, 2, 8)]
    [InlineData(7.999, 2, 4)]
    public void The_floor_of_a_power_is_itself(double value, int power, double floor) => Assert.Equal(floor, LogTicks.Floor(value, power), 1e-12);

    [Fact]
    public void Bytes_a_second_say_so() => Assert.Equal("0|2 MiB/s|4 MiB/s", Labels(ByteTicks.PerSecondUpTo(5 * MiB, 3).Ticks));

    [Theory]
    [InlineData(0, 5_000, 1_000, "0|1 µs|2 µs|3 µs|4 µs|5 µs", "Elapsed time")]
    [InlineData(0, 1_000_000_000, 250_000_000, "0|250 ms|500 ms|750 ms|1 s", "Elapsed time")]
    [InlineData(0, 2_000_000_000, 500_000_000, "0|500 ms|1 s|1.5 s|2 s", "Elapsed time")]
    [InlineData(0, 30 * TimeSteps.Second, 10 * TimeSteps.Second, "0|10 s|20 s|30 s", "Elapsed time")]
    [InlineData(0, 90 * TimeSteps.Second, 30 * TimeSteps.Second, "0|0:30|1:00|1:30", "Elapsed time (m:ss)")]
    [InlineData(0, 7 * TimeSteps.Minute, 2 * TimeSteps.Minute, "0|2 min|4 min|6 min", "Elapsed time")]
    [InlineData(TimeSteps.Hour, TimeSteps.Hour + TimeSteps.Minute, 30 * TimeSteps.Second, "1:00:00|1:00:30|1:01:00", "Elapsed time (h:mm:ss)")]
    [InlineData(TimeSteps.Hour, TimeSteps.Hour + TimeSteps.Second, 500 * TimeSteps.Millisecond,
        "1:00:00.0|1:00:00.5|1:00:01.0", "Elapsed time (h:mm:ss)")]
    [InlineData(0, 2 * TimeSteps.Hour, 30 * TimeSteps.Minute, "0|30 min|1 h|1 h 30 min|2 h", "Elapsed time")]
    [InlineData(0, 36 * TimeSteps.Hour, 6 * TimeSteps.Hour, "0|6 h|12 h|18 h|1 d|1 d 6 h|1 d 12 h", "Elapsed time")]
    [InlineData(0, 12 * TimeSteps.Day, 5 * TimeSteps.Day, "0|5 d|10 d", "Elapsed time")]
    public void Elapsed_times_are_written_as_one_says_them(long from, long to, long step, string labels, string title)
    {
        ElapsedTicks style = new();
        Assert.Equal(labels, Labels(style.Between(from, to, step)));
        Assert.Equal(title, style.Title(to, step));
    }

    [Theory]
    [InlineData("2026-11-23T14:03:10+01:00", 3 * TimeSteps.Minute, TimeSteps.Minute, "14:04/2026-11-23|14:05|14:06", "UTC+01:00")]
    [InlineData("2026-11-23T23:59:00-05:30", 90 * TimeSteps.Second, 30 * TimeSteps.Second,
        "23:59:00/2026-11-23|23:59:30|00:00:00/2026-11-24|00:00:30", "UTC-05:30")]
    [InlineData("2026-11-23T14:05:30.1Z", TimeSteps.Second, 250 * TimeSteps.Millisecond,
        "14:05:30.25/2026-11-23|14:05:30.50|14:05:30.75|14:05:31.00", "UTC")]
    [InlineData("2026-11-23T14:05:30Z", 2 * TimeSteps.Microsecond, TimeSteps.Microsecond,
        "14:05:30.000000/2026-11-23|14:05:30.000001|14:05:30.000002", "UTC")]
    [InlineData("2026-12-30T06:00:00Z", 3 * TimeSteps.Day, TimeSteps.Day, "2026-12-31|2027-01-01|2027-01-02", "UTC")]
    public void Clock_times_are_round_in_local_time(string start, long to, long step, string labels, string zone)
    {
        ClockTicks style = new(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(labels, Labels(style.Between(0, to, step)).Replace('\n', '/'));
        Assert.Equal($"Time of day ({zone})", style.Title(to, step));
    }

    [Fact]
    public void Steps_of_time_grow_by_at_most_two_and_a_half()
    {
        Assert.All(TimeSteps.All.Zip(TimeSteps.All.Skip(1)), pair => Assert.InRange(pair.Second / (double)pair.First, 1.3, 2.5));
        Assert.Equal(50_000 * TimeSteps.Day, TimeSteps.All[^1]);
    }

    private static string Labels(IEnumerable<AxisTick> ticks) => string.Join('|', ticks.Select(tick => tick.Label));
}
