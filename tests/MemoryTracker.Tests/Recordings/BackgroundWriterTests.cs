using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

public sealed class BackgroundWriterTests : IDisposable
{
    private const int MoreThanFits = 100_000;

    private readonly Scratch _scratch = new();
    private readonly List<string> _problems = [];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_first_row_is_in_the_file_at_once_without_a_second_one()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        using BackgroundWriter writer = Start([file]);

        writer.Add(Samples.At(0, rss: 1));

        Patience.Until(() => Rows() == 1, "the first row is in the file");
    }

    [Fact]
    public void Rows_wait_for_at_most_50_ms()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        using BackgroundWriter writer = Start([file]);
        writer.Add(Samples.At(0));
        Patience.Until(() => Rows() == 1, "the first row is in the file");

        writer.Add(Samples.At(0.049));
        Thread.Sleep(20);
        Assert.Equal(1, Rows());

        writer.Add(Samples.At(0.05));
        Patience.Until(() => Rows() == 3, "the rows of 50 ms are in the file");
    }

    [Fact]
    public void After_the_finish_every_row_is_there_in_order()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        using BackgroundWriter writer = Start([file]);
        for (int i = 0; i < 10_000; i++)
            writer.Add(Samples.At(i / 1e3, rss: i));

        writer.Finish();

        string[] lines = _scratch.Text("x.csv").Split('\n');
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"{i}"), lines[1..^1].Select(line => line.Split(',')[4]));
        Assert.Equal(0, writer.LostRows);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Every_file_gets_every_row()
    {
        using CsvFile one = new(_scratch.File("x.csv"), MetricSet.Default);
        using CsvFile two = new(_scratch.File("y.csv"), MetricSet.Default);
        using BackgroundWriter writer = Start([one, two]);
        writer.Add(Samples.At(0));
        writer.Add(Samples.At(0.001));

        writer.Finish();

        Assert.Equal(3, _scratch.Text("x.csv").Count(c => c == '\n'));
        Assert.Equal(_scratch.Text("x.csv"), _scratch.Text("y.csv"));
    }

    [Fact]
    public void On_a_schedule_rows_that_find_no_room_are_lost_and_counted()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        StalledDisk disk = new();
        using BackgroundWriter writer = Start([file], waitsForRoom: false, disk.Stall);
        using StalledDisk letGo = disk;
        Sample sample = Samples.At(0, rss: 1);
        writer.Add(sample);
        disk.UntilStalled();

        for (int i = 1; i < MoreThanFits; i++)
            writer.Add(sample);

        Assert.InRange(writer.LostRows, 1, MoreThanFits - 1);
        disk.GoOn();
        writer.Finish();
        Assert.Equal(MoreThanFits - writer.LostRows, Rows());
    }

    [Fact]
    public void Without_a_schedule_the_sampling_thread_waits_for_room_and_nothing_is_lost()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        StalledDisk disk = new();
        using BackgroundWriter writer = Start([file], waitsForRoom: true, disk.Stall);
        using StalledDisk letGo = disk;
        Sample sample = Samples.At(0, rss: 1);
        writer.Add(sample);
        disk.UntilStalled();
        int added = 1;
        Thread sampler = new(() =>
        {
            for (; added < MoreThanFits; added++)
                writer.Add(sample);
        });

        sampler.Start();
        Patience.Until(() => (sampler.ThreadState & ThreadState.WaitSleepJoin) != 0, "the sampler waits for room");
        Assert.InRange(Volatile.Read(ref added), RowBuffer.Capacity / 64, MoreThanFits - 1);
        disk.GoOn();
        sampler.Join();
        writer.Finish();

        Assert.Equal(0, writer.LostRows);
        Assert.Equal(MoreThanFits, Rows());
    }

    [Fact]
    public void Who_waits_for_room_is_told_when_nobody_makes_it_any_more()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        StalledDisk disk = new();
        using BackgroundWriter writer = Start([file], waitsForRoom: true, () =>
        {
            disk.Stall();
            throw new InvalidDataException("a fault of the thread");
        });
        using StalledDisk letGo = disk;
        Sample sample = Samples.At(0, rss: 1);
        writer.Add(sample);
        disk.UntilStalled();
        Exception? told = null;
        Thread sampler = new(() => told = Record.Exception(() =>
        {
            for (int i = 0; i < MoreThanFits; i++)
                writer.Add(sample);
        }))
        { IsBackground = true };

        sampler.Start();
        Patience.Until(() => (sampler.ThreadState & ThreadState.WaitSleepJoin) != 0, "the sampler waits for room");
        disk.GoOn();

        Assert.True(sampler.Join(TimeSpan.FromMinutes(1)));
        Assert.Equal("a fault of the thread", Assert.IsType<InvalidDataException>(told).Message);
    }

    [Fact]
    public void A_file_that_fails_is_told_once_and_the_others_go_on() => SmallDisk.Use(kibibytes: 64, folder =>
    {
        using CsvFile full = new(Path.Combine(folder, "full.csv"), MetricSet.Default);
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        using BackgroundWriter writer = Start([full, file]);
        for (int i = 0; i < 10_000; i++)
            writer.Add(Samples.At(i / 1e3, rss: i));

        writer.Finish();

        Assert.Contains("No space left on device", Assert.Single(_problems), StringComparison.Ordinal);
        Assert.Equal(10_000, Rows());
        Assert.Equal(10_000, full.LostRows + File.ReadAllText(full.Path).Count(c => c == '\n') - 1);
        Assert.Equal(0, writer.LostRows);
    });

    [Fact]
    public void A_file_that_vanished_is_told_at_the_finish()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        using BackgroundWriter writer = Start([file]);
        writer.Add(Samples.At(0));
        File.Delete(file.Path);

        writer.Finish();

        Assert.Contains("was removed or replaced while it was written", Assert.Single(_problems), StringComparison.Ordinal);
    }

    [Fact]
    public void However_soon_the_finish_comes_what_is_done_at_a_waking_is_done_after_the_last_row()
    {
        for (int i = 0; i < 200; i++)
        {
            int rows = 0;
            int seen = 0;
            using BackgroundWriter writer = Start([], waitsForRoom: false, () => seen = Volatile.Read(ref rows));

            writer.Add(Samples.At(0));
            Volatile.Write(ref rows, 1);
            writer.Finish();

            Assert.Equal(1, seen);
        }
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        using BackgroundWriter writer = Start([file]);
        Sample sample = Samples.At(0, rss: 1);
        writer.Add(sample);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                sample.Elapsed += TimeSpan.FromMilliseconds(1);
                writer.Add(sample);
            }
        }));
    }

    private BackgroundWriter Start(IReadOnlyList<CsvFile> files, bool waitsForRoom = false, Action? whenAwake = null) =>
        new(files, MetricSet.Default, hasProcessRows: false, waitsForRoom, _problems.Add, () =>
        {
            whenAwake?.Invoke();
            return [];
        });

    private int Rows() => Encoding.UTF8.GetString(ReadShared(_scratch.File("x.csv"))).Count(c => c == '\n') - 1;

    private static byte[] ReadShared(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
