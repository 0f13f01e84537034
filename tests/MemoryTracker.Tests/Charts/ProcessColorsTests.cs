using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;
using SkiaSharp;

namespace MemoryTracker.Tests.Charts;

public sealed class ProcessColorsTests
{
    /// <summary>The least distance in CIE L*a*b* at which two areas are told apart at a glance.</summary>
    private const double Apart = 10;

    public static TheoryData<ChartTheme> Themes => new(Enum.GetValues<ChartTheme>());

    [Theory]
    [MemberData(nameof(Themes))]
    public void There_is_one_for_each_process_that_is_named(ChartTheme theme) => Assert.Equal(TrackedProcesses.MostNamed, Palette.Of(theme).Processes.Count);

    [Theory]
    [MemberData(nameof(Themes))]
    public void Areas_are_apart_from_each_other_and_from_the_background_for_colour_blind_eyes_too(ChartTheme theme)
    {
        Palette palette = Palette.Of(theme);
        SKColor[] areas = [.. palette.Processes.Append(palette.OtherProcesses).Select(Seen), palette.Background];
        for (int i = 0; i < areas.Length; i++)
        {
            for (int j = 0; j < i; j++)
                Assert.True(ColorVision.Distance(areas[i], areas[j]) > Apart, $"{i} {j}: {ColorVision.Distance(areas[i], areas[j])}");
        }

        SKColor Seen(SKColor edge) => Palette.Mix(edge, palette.Background, Palette.StackedArea(edge).Alpha / 255f);
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void No_edge_looks_like_the_line_of_memory_or_CPU(ChartTheme theme)
    {
        Palette palette = Palette.Of(theme);
        foreach (Metric metric in new[] { Metric.Rss, Metric.Cpu })
        {
            SKColor line = palette.LineOf(metric).WithAlpha(byte.MaxValue);
            Assert.All(palette.Processes.Append(palette.OtherProcesses), edge => Assert.InRange(ColorVision.Distance(edge, line), Apart, 200));
        }
    }
}
