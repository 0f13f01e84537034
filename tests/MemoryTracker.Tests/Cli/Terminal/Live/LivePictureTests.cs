using System.Text;
using MemoryTracker.Cli.Terminal.Live;
using MemoryTracker.Linux;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;
using Spectre.Console;

namespace MemoryTracker.Tests.Cli.Terminal.Live;

public class LivePictureTests
{
    private const double MiB = 1 << 20;
    private const string Hostile = "名前\u001b[2J\u202eはとても長い";

    private static readonly LiveFacts Facts = new("worker (PID 4711) and its children", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2), 3, null,
    [
        new Marker { At = TimeSpan.FromSeconds(3), Label = "loaded" },
        new Marker { At = TimeSpan.FromSeconds(12), Label = "requests", IsOpen = true },
    ]);

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void Of_a_tree(string culture) => Snapshot.Match("live-80x30.txt", Cultures.Under(culture, () => Text(80, 30)));

    [Fact]
    public void In_a_small_terminal() => Snapshot.Match("live-40x12.txt", Text(40, 12));

    [Fact]
    public void In_a_very_small_one() => Snapshot.Match("live-20x5.txt", Text(20, 5));

    [Fact]
    public void In_a_large_one() => Snapshot.Match("live-300x100.txt", Text(300, 100));

    [Fact]
    public void With_ascii_alone()
    {
        string text = Text(80, 24, isAscii: true);

        Assert.All(text, letter => Assert.InRange(letter, '\n', '~'));
        Snapshot.Match("live-ascii.txt", text);
    }

    [Fact]
    public void With_its_keys_explained() => Assert.EndsWith("m marker  s chart  ? back", Text(80, 24, new LiveState { HasHelp = true }).TrimEnd(), StringComparison.Ordinal);

    [Fact]
    public void Of_the_last_ten_seconds() => Snapshot.Match("live-zoomed.txt", Text(80, 24, new LiveState().Shorter(TimeSpan.FromSeconds(30)) with { IsFrozen = true }));

    [Fact]
    public void Whatever_the_size_nothing_is_wider_or_higher_and_nothing_breaks()
    {
        foreach (int columns in (int[])[20, 21, 33, 40, 59, 80, 133, 300])
        {
            foreach (int rows in (int[])[2, 3, 4, 5, 6, 7, 8, 11, 12, 17, 24, 51, 100])
            {
                string[] lines = Text(columns, rows).Split('\n');
                Assert.InRange(lines.Length, 1, rows);
                Assert.All(lines, line => Assert.InRange(line.GetCellWidth(), 0, columns - 1));
                Assert.All(lines, line => Assert.Equal(-1, line.IndexOfAny(['\e', '\u202e'])));
            }
        }
    }

    [Fact]
    public void Zooming_passes_over_windows_that_are_longer_than_the_recording()
    {
        TimeSpan elapsed = TimeSpan.FromMinutes(7);
        LiveState state = new LiveState().Shorter(elapsed);

        Assert.Equal(TimeSpan.FromMinutes(5), LiveHistory.Lengths[state.Window]);
        Assert.Equal(TimeSpan.FromMinutes(1), LiveHistory.Lengths[state.Shorter(elapsed).Window]);
        Assert.Null(LiveHistory.Lengths[state.Longer(elapsed).Window]);
        Assert.Equal(0, new LiveState().Shorter(TimeSpan.FromSeconds(9)).Window);
    }

    [Fact]
    public void Taking_samples_allocates_nothing()
    {
        LiveFeed feed = new(MetricSet.All, TimeSpan.FromMilliseconds(1));
        Sample sample = Tree(0);
        feed.Add(sample);

        long bytes = Allocations.Of(() =>
        {
            for (int i = 1; i < 10_000; i++)
            {
                sample.Elapsed = TimeSpan.FromMilliseconds(i);
                feed.Add(sample);
            }
        });
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void The_next_sample_wakes_who_waits_for_it_and_no_other()
    {
        LiveFeed feed = new(MetricSet.Default, TimeSpan.FromMilliseconds(100));
        using EventFd flag = new();
        feed.Add(Samples.At(0, MiB, double.NaN, 0, 0, pid: 1));
        feed.Await(flag);
        Assert.False(IsUp());

        feed.Add(Samples.At(0.1, MiB, double.NaN, 0, 0, pid: 1));
        Assert.True(IsUp());
        flag.Lower();
        feed.Add(Samples.At(0.2, MiB, double.NaN, 0, 0, pid: 1));
        Assert.False(IsUp());

        bool IsUp() => Descriptor.IsReady(flag.Descriptor, global::MemoryTracker.Linux.LibC.PollIn);
    }

    private static string Text(int columns, int rows, LiveState? state = null, bool isAscii = false)
    {
        LiveFeed feed = new(MetricSet.DefaultOfSet, TimeSpan.FromMilliseconds(100));
        for (int i = 0; i <= 300; i++)
            feed.Add(Tree(i));
        LiveMoment moment = new() { Curves = [new LiveCurve(Metric.Rss), new LiveCurve(Metric.Cpu)], Window = state?.Window ?? 0 };
        feed.CopyTo(moment);
        LivePicture picture = new(moment, Facts, state ?? new LiveState(), Math.Min(rows - 1, LivePicture.Highest), isAscii) { HasKeys = true };
        using LiveText text = new(hasColor: false, isAscii);
        return string.Join('\n', text.Lines(picture.Lines(), columns));
    }

    private static Sample Tree(int number)
    {
        double rss = 200 + (number % 60) + (number / 3d);
        Sample sample = Samples.At(number / 10d, rss * MiB, number == 100 ? 420 * MiB : double.NaN, number == 0 ? double.NaN : 80 + (60 * Math.Sin(number / 9d)), number / 10d, pid: null);
        sample.FollowsGap = number == 150;
        sample.Total[Metric.Processes] = 4;
        sample.Processes = [Process(4711, 0, "worker", 0.5 * rss), Process(4712, 1, Hostile, 0.3 * rss), Process(4713, 2, "sh", double.NaN), Process(4_000_000, 3, "fifteen-letters", 0.2 * rss)];
        return sample;
    }

    private static Figures Process(int pid, int ordinal, string name, double mib)
    {
        Figures process = new() { Pid = pid, Ordinal = ordinal, Command = new CommandName(Encoding.UTF8.GetBytes(name)) };
        process[Metric.Rss] = mib * MiB;
        process[Metric.Cpu] = 12.5 * ordinal;
        return process;
    }
}
