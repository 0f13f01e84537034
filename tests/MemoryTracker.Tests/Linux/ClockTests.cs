using System.Globalization;
using MemoryTracker.Linux;

namespace MemoryTracker.Tests.Linux;

public sealed class ClockTests
{
    [Fact]
    public void The_clock_of_recordings_goes_on_while_the_machine_is_suspended()
    {
        // Since the machine started, suspended time included (proc_uptime(5)).
        double before = Uptime();
        double now = Clock.Now / 1e9;
        Assert.InRange(now, before, Uptime() + 0.01);
    }

    [Fact]
    public void Suspended_time_is_what_two_clocks_are_apart_and_does_not_waver()
    {
        long suspended = Clock.Suspended;
        Assert.True(suspended > -1_000_000);
        for (int i = 0; i < 10_000; i++)
            Assert.Equal(suspended, Clock.Suspended);
    }

    private static double Uptime() => double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
}
