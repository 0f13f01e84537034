using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;
using SkiaSharp;
using static MemoryTracker.Tests.Charts.ProcessSamples;

namespace MemoryTracker.Tests.Charts;

/// <summary>Pictures of recordings of several processes.</summary>
public sealed class ProcessPictureTests
{
    private static readonly Palette Light = Palette.Of(ChartTheme.Light);

    /// <summary>Names as a process may give itself: escape sequences, overrides of direction, nothing, broken UTF-8, the widest letters.</summary>
    private static readonly string[] Names =
        ["\e[31m\n\r\t\0x", "\u202Eevil", "", "WWWWWWWWWWWWWWW", "漢漢漢漢漢", "a)))b", "e\u0301\u0301\u0301\u0301\u0301", "   "];

    /// <summary>The axis reaches a little above 100 MiB.</summary>
    [Fact]
    public void Areas_stand_on_each_other_up_to_the_line_and_nothing_else_lies_there()
    {
        Picture picture = Picture.Of(Chart(Seconds(100, _ => [(0, 20), (1, 50), (2, 30)])));
        Assert.InRange(Column(picture, 700, 0), 290, 320);
        Assert.InRange(Column(picture, 700, 1), 170, 195);
        Assert.InRange(Column(picture, 700, 2), 110, 130);
        Assert.Equal(0, picture.Count(Over(Light.MemoryArea), new SKRectI(200, 160, 1400, 740)));
        Assert.InRange(picture.Count(Light.LineOf(Metric.Rss), new SKRectI(200, 100, 1400, 170)), 600, 4 * 1200);
    }

    [Theory]
    [InlineData(ChartLayout.Dual)]
    [InlineData(ChartLayout.Panels)]
    [InlineData(ChartLayout.Separate)]
    public void A_process_that_ends_leaves_its_area(ChartLayout layout)
    {
        ChartContent content = Chart(Seconds(100, i => i <= 50 ? [(0, 50), (1, 60)] : [(0, 50)]), Metric.Rss, Metric.Cpu);
        Picture picture = new(PngChart.Draw(content, new ChartOptions { Layout = layout })[0]);
        Assert.NotEqual(0, Column(picture, 300, 0));
        Assert.Equal(0, Column(picture, 900, 0));
        Assert.NotEqual(0, Column(picture, 900, 1));
    }

    [Fact]
    public void Over_a_gap_there_is_nothing()
    {
        Picture picture = Picture.Of(Chart(Seconds(100, i => i < 40 ? [(0, 50), (1, 40)] : [(0, 50), (2, 40)], i => i is > 40 and < 60 ? double.NaN : null)));
        SKRectI gap = new(770, 160, 900, 740);
        Assert.Equal(0, Enumerable.Range(0, 3).Sum(rank => picture.Count(AreaOf(rank), gap)));
    }

    [Fact]
    public void What_is_not_named_is_grey()
    {
        Picture picture = Picture.Of(Chart(Seconds(20, _ => Enumerable.Range(0, 30).Select(ordinal => (ordinal, 30.0)))));
        int grey = picture.Count(Over(Palette.StackedArea(Light.OtherProcesses)), new SKRectI(700, 0, 701, 900));
        Assert.InRange(grey, 420, 470);
        Assert.All(Enumerable.Range(0, 8), rank => Assert.InRange(Column(picture, 700, rank), 15, 25));
    }

    [Fact]
    public void Where_the_parts_of_RSS_are_drawn_processes_are_not()
    {
        Sample[] samples = [.. Seconds(20, _ => [(0, 50)])];
        foreach (Sample sample in samples)
        {
            (sample.Total[Metric.Anon], sample.Total[Metric.File], sample.Total[Metric.Shmem]) = (30 * MiB, 10 * MiB, 10 * MiB);
        }

        ChartContent parts = Chart(samples, [.. MetricSet.Memory.InOrder]);
        Assert.Equal(Png(parts), Png(parts with { Processes = Chart(samples).Processes }));
    }

    [Fact]
    public void A_recording_of_one_process_looks_as_it_always_did()
    {
        Sample[] samples = [.. Seconds(20, _ => [])];
        foreach (Sample sample in samples) sample.Total[Metric.Rss] = 50 * MiB;
        ChartContent content = Chart(samples);
        Assert.NotNull(content.Processes);
        Assert.Equal(Png(content with { Processes = null }), Png(content));
    }

    [Theory]
    [InlineData(1600, 900, 1)]
    [InlineData(640, 360, 1)]
    [InlineData(640, 360, 2)]
    [InlineData(320, 180, 1)]
    [InlineData(600, 1400, 1)]
    [InlineData(1400, 300, 1)]
    public void Nothing_is_drawn_into_the_margin_whatever_they_are_called(int width, int height, double scale)
    {
        foreach (ChartLayout layout in Enum.GetValues<ChartLayout>())
        {
            foreach (int metrics in new[] { 1, 2, 6 })
            {
                Metric[] chosen = [Metric.Rss, Metric.Cpu, Metric.ReadBytes, Metric.Threads, Metric.MinorFaults, Metric.Pss];
                ChartContent content = Chart(Crowd(40), chosen[..metrics]);
                content = content with { Markers = [MarkerSamples.Span(3, 5), MarkerSamples.Moment(7)], MarkersLeftOut = 123_456 };
                foreach (ChartPicture drawn in PngChart.Draw(content, new ChartOptions { Width = width, Height = height, Scale = scale, Layout = layout }))
                {
                    SKRectI ink = new Picture(drawn).Ink();
                    bool isInside = ink.Left >= 4 && ink.Top >= 4 && ink.Right <= (width * scale) - 4 && ink.Bottom <= (height * scale) - 4;
                    Assert.True(isInside, $"{layout} {metrics} {drawn.Part}: {ink}");
                }
            }
        }
    }

    [Fact]
    public void Ten_thousand_short_processes_leave_the_legend_whole()
    {
        ChartContent content = Chart(Enumerable.Range(0, 10_000).Select(i => At(i, (0, 5), (i + 1, 10 + (i % 1000 / 10.0)))));
        Picture picture = Picture.Of(content);
        SKRectI legend = new(0, 70, 1600, 126);
        Assert.All(Enumerable.Range(0, 8), rank => Assert.InRange(picture.Count(AreaOf(rank), legend), 200, 600));
        // The edges of letters are grey, too.
        Assert.InRange(picture.Count(Over(Palette.StackedArea(Light.OtherProcesses)), legend), 1000, 3000);
    }

    private static IEnumerable<Sample> Crowd(int count)
    {
        foreach (Sample sample in Seconds(10, _ => Enumerable.Range(0, count).Select(ordinal => (ordinal, ordinal + 1.0))))
        {
            foreach (Figures process in sample.Processes)
            {
                Figures named = ProcessSamples.Of(process.Ordinal, 0, Names[process.Ordinal % Names.Length]);
                (process.Command, process.Pid) = (named.Command, int.MaxValue - process.Ordinal);
            }

            yield return sample;
        }
    }

    private static IEnumerable<Sample> Seconds(int count, Func<int, IEnumerable<(int Ordinal, double MiB)>> processes, Func<int, double?>? total = null) =>
        Enumerable.Range(0, count + 1).Select(i => At(i, total?.Invoke(i), processes(i)));

    private static byte[] Png(ChartContent content) => PngChart.Draw(content, new ChartOptions())[0].Bytes.ToArray();

    private static int Column(Picture picture, int x, int rank) => picture.Count(AreaOf(rank), new SKRectI(x, 150, x + 1, picture.Height));

    private static SKColor AreaOf(int rank) => Over(Palette.StackedArea(Light.Processes[rank]));

    private static SKColor Over(SKColor color) => Palette.Mix(color, Light.Background, color.Alpha / 255f);
}
