using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using Xunit;

namespace MemoryTracker.Tests.Charts;

/// <summary>How lines, areas and dots look, told by how much of the pixels they cover. One nanosecond is one pixel, one unit one pixel upwards.</summary>
public sealed class CoverageMaskTests
{
    private const int Size = 200;

    private static readonly PixelGrid Grid = new(new TimeColumns(0, PixelGrid.SubColumns), Size, 1, 0, Size, Size);

    public static TheoryData<double, double> Slopes
    {
        get
        {
            TheoryData<double, double> slopes = [];
            foreach (double width in new[] { 0.6, 1, 1.4, 1.7, 3.4 })
            {
                foreach (double rise in new[] { 0, 0.7, 3.3, 20, 50, 90, 150 }) slopes.Add(width, rise);
            }

            return slopes;
        }
    }

    /// <summary>Less than a twentieth wider or thinner than it is meant to be; both ends are rounded.</summary>
    [Theory]
    [MemberData(nameof(Slopes))]
    public void A_line_is_as_wide_as_its_pen_however_it_lies(double width, double rise)
    {
        double covered = Covered(Mask(width, Point(50, 20.3), Point(150, 20.3 + rise)));

        double meant = (width * Math.Sqrt((100 * 100) + (rise * rise))) + (Math.PI * width * width / 4);
        Assert.InRange(covered / meant, 0.95, 1.05);
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(1)]
    [InlineData(1.4)]
    [InlineData(1.7)]
    [InlineData(17)]
    public void An_upright_line_is_as_wide_as_a_level_one(double width)
    {
        byte[] upright = Mask(width, Point(100, 20), Point(100, 180));
        byte[] level = Mask(width, Point(20, 100), Point(180, 100));
        double across = Enumerable.Range(0, Size).Sum(x => upright[(100 * Size) + x] / 255d);
        double down = Enumerable.Range(0, Size).Sum(y => level[(y * Size) + 100] / 255d);

        Assert.InRange(across, width - 0.02, width + 0.02);
        Assert.InRange(down, width - 0.02, width + 0.02);
    }

    [Fact]
    public void A_sloped_line_has_no_stairs()
    {
        byte[] mask = Mask(1.7, Point(20, 30), Point(180, 70));
        double[] heights = [.. Enumerable.Range(30, 140).Select(x => Enumerable.Range(0, Size).Sum(y => mask[(y * Size) + x] / 255d))];
        double[] middles = [.. Enumerable.Range(30, 140).Select(x => Enumerable.Range(0, Size).Sum(y => (y + 0.5) * mask[(y * Size) + x] / 255d) / heights[x - 30])];

        Assert.InRange(heights.Max() - heights.Min(), 0, 0.03);
        Assert.All(middles.Index(), middle => Assert.InRange(middle.Item - (Size - 30 - ((middle.Index + 10.5) / 4)), -0.08, 0.08));
    }

    [Fact]
    public void An_area_reaches_from_the_line_to_zero_and_no_farther()
    {
        using CoverageMask mask = CoverageMask.OfArea(LineColumns.Of([Gap(50, 40.5), Point(150, 40.5)], isStepped: false, Grid), Grid);
        byte[] bytes = mask.Bitmap.Bytes;

        Assert.Equal([0, 128, 255, 255], new[] { 158, 159, 160, 199 }.Select(y => (int)bytes[(y * Size) + 100]));
        Assert.InRange(Covered(bytes), 40.5 * 100, 40.5 * 101);
        Assert.Equal((159, 200), mask.Rows);
    }

    [Fact]
    public void A_figure_alone_is_a_dot_without_area()
    {
        SeriesPoint[] alone = [Gap(100, 100), Gap(150, 50)];
        LineColumns line = LineColumns.Of(alone, isStepped: false, Grid);
        using CoverageMask area = CoverageMask.OfArea(line, Grid);

        Assert.InRange(Covered(Mask(1, alone)) / (2 * Math.PI * 4.5 * 4.5 / 4), 0.93, 1.07);
        Assert.Equal(0, Covered(area.Bitmap.Bytes));
    }

    [Fact]
    public void Where_a_line_goes_far_up_between_gaps_it_is_no_dot()
    {
        byte[] mask = Mask(1, Point(100, 20), Point(100, 120), Gap(150, 50));
        Assert.InRange(Covered(mask), 100, 100 + 4 + (Math.PI * 4.5 * 4.5 / 4));
    }

    [Fact]
    public void A_gap_is_left_empty_and_one_within_a_sub_column_is_none()
    {
        byte[] wide = Mask(1, Point(20, 50), Point(60, 50), Gap(90, 50), Point(150, 50));
        byte[] narrow = Mask(1, Point(20, 50), Point(60, 50), Gap(60, 50), Point(150, 50));

        Assert.Equal(0, wide[(149 * Size) + 75]);
        Assert.NotEqual(0, narrow[(149 * Size) + 75]);
        Assert.Equal(Mask(1, Point(20, 50), Point(60, 50), Point(60, 50), Point(150, 50)), narrow);
    }

    [Fact]
    public void Steps_are_level_over_the_interval_that_a_figure_ends()
    {
        SeriesPoint first = new(50, 40, 20, IsJoined: false);
        using CoverageMask mask = CoverageMask.OfStroke(LineColumns.Of([first, new SeriesPoint(80, 90, 50, IsJoined: true)], isStepped: true, Grid), Grid, new RoundPen(1), new RoundPen(1));
        byte[] bytes = mask.Bitmap.Bytes;

        Assert.All([25, 35, 45], x => Assert.NotEqual(0, bytes[(160 * Size) + x]));
        Assert.All([55, 65, 75], x => Assert.NotEqual(0, bytes[(110 * Size) + x]));
        Assert.All([25, 35, 45], x => Assert.Equal(0, bytes[(110 * Size) + x]));
        Assert.All([115, 130, 155], y => Assert.NotEqual(0, bytes[(y * Size) + 50]));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    [InlineData(double.MaxValue)]
    public void What_lies_far_outside_harms_nothing(double value)
    {
        byte[] mask = Mask(1.7, new SeriesPoint(long.MinValue / 2, value, 0, IsJoined: false), Point(-50, 100), Point(100, 100), Point(100, value), Point(long.MaxValue, 100));
        Assert.NotEqual(0, mask[(100 * Size) + 20]);
        Assert.NotEqual(0, mask[((value > 0 ? 0 : Size - 1) * Size) + 100]);
    }

    [Fact]
    public void A_plot_without_room_is_no_failure()
    {
        PixelGrid nothing = Grid with { Width = 0, Height = 0 };
        LineColumns line = LineColumns.Of([Gap(1, 1), Point(5, 5)], isStepped: false, nothing);
        using CoverageMask mask = CoverageMask.OfStroke(line, nothing, new RoundPen(1), new RoundPen(4));
        Assert.Empty(mask.Bitmap.Bytes);
    }

    private static SeriesPoint Point(long time, double value) => new(time, value, time, IsJoined: true);

    private static SeriesPoint Gap(long time, double value) => new(time, value, time, IsJoined: false);

    private static double Covered(byte[] mask) => mask.Sum(pixel => pixel / 255d);

    private static byte[] Mask(double width, params SeriesPoint[] points)
    {
        points[0] = points[0] with { IsJoined = false };
        using CoverageMask mask = CoverageMask.OfStroke(LineColumns.Of(points, isStepped: false, Grid), Grid, new RoundPen(width), new RoundPen(4.5));
        return mask.Bitmap.Bytes;
    }
}
