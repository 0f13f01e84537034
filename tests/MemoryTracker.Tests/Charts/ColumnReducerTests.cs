using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using SkiaSharp;
using Xunit;

namespace MemoryTracker.Tests.Charts;

/// <summary>What the reducer leaves is drawn as all points are.</summary>
public sealed class ColumnReducerTests
{
    private const int Width = 331;
    private const int Height = 173;

    /// <summary>Begins and ends within the data, and not at the border of a pixel.</summary>
    private static readonly PixelGrid Grid = new(
        new TimeColumns(0.011 * LineKinds.Length, Width * PixelGrid.SubColumns / (0.9737 * LineKinds.Length)), Height - 3.3, (Height - 7.7) / LineKinds.Highest, 0, Width, Height);

    public static TheoryData<string, int, int> Lines
    {
        get
        {
            TheoryData<string, int, int> lines = [];
            foreach (string kind in LineKinds.All)
            {
                foreach (int count in new[] { 100, 2_000, 10_000, 100_000 }) lines.Add(kind, count / 100, count);
            }

            lines.Add("noise", 7, 1_000_000);
            lines.Add("walk", 8, 1_000_000);
            lines.Add("irregular", 10, 1_000_000);
            lines.Add("gaps", 9, 10_000_000);
            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void The_picture_is_byte_for_byte_that_of_all_points(string kind, int seed, int count)
    {
        SeriesPoint[] reduced = [.. ColumnReducer.Reduce(LineKinds.Points(kind, seed, count), Grid.Times)];

        // A point may be told twice where several are of one moment.
        Assert.InRange(reduced.Length, 1, Math.Min(2 * count, (4 * Width * PixelGrid.SubColumns * 10 / 9) + 8));
        foreach (bool isStepped in count > 1_000_000 ? [false] : new[] { false, true })
        {
            LineColumns all = LineColumns.Of(LineKinds.Points(kind, seed, count), isStepped, Grid);
            LineColumns few = LineColumns.Of(reduced, isStepped, Grid);
            Assert.Equal(Stroke(all, 1.7), Stroke(few, 1.7));
            Assert.Equal(Stroke(all, 4), Stroke(few, 4));
            Assert.Equal(Area(all), Area(few));
        }
    }

    [Fact]
    public void A_reducer_with_other_columns_gives_another_picture()
    {
        TimeColumns others = Grid.Times with { From = Grid.Times.From + (0.5 / Grid.Times.PerNanosecond) };
        LineColumns all = LineColumns.Of(LineKinds.Points("noise", 1, 100_000), isStepped: false, Grid);
        LineColumns few = LineColumns.Of(ColumnReducer.Reduce(LineKinds.Points("noise", 1, 100_000), others), isStepped: false, Grid);

        Assert.NotEqual(Stroke(all, 1.7), Stroke(few, 1.7));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Without_any_of_what_is_kept_the_picture_would_be_another(int left)
    {
        SeriesPoint[] points = [.. LineKinds.Points("walk", 3, 100_000)];
        IEnumerable<SeriesPoint> fewer = points.GroupBy(point => Math.Floor(Grid.Times.At(point.ElapsedNanoseconds))).SelectMany(column =>
        {
            SeriesPoint[] corners = [column.First(), column.MinBy(point => point.Value), column.MaxBy(point => point.Value), column.Last()];
            return corners.Index().Where(corner => corner.Index != left).Select(corner => corner.Item).Distinct().OrderBy(point => point.ElapsedNanoseconds);
        });
        byte[] all = Stroke(LineColumns.Of(points, isStepped: false, Grid), 1.7);
        byte[] few = Stroke(LineColumns.Of(fewer, isStepped: false, Grid), 1.7);

        Assert.Equal(left > 3, all.AsSpan().SequenceEqual(few));
    }

    [Fact]
    public void Reduced_it_keeps_extremes_gaps_and_ends()
    {
        Series series = new(10);
        for (int i = 0; i < 8_000; i++) series.Add(i * 10L, i is > 3_000 and < 4_000 ? double.NaN : i == 777 ? 500 : i % 10);

        SeriesPoint[] reduced = [.. ColumnReducer.Reduce(series.Points, new TimeColumns(0, 1 / 800d))];

        Assert.InRange(reduced.Length, 100, 4 * 101);
        Assert.Contains(reduced, point => (point.ElapsedNanoseconds, point.Value) == (7_770, 500));
        Assert.Equal([0, 40_000], reduced.Where(point => !point.IsJoined).Select(point => point.ElapsedNanoseconds));
        Assert.Equal((0, 79_990), (reduced[0].ElapsedNanoseconds, reduced[^1].ElapsedNanoseconds));
        Assert.Equal(39_990, reduced.Single(point => point.ElapsedNanoseconds == 40_000).SinceNanoseconds);
    }

    [Fact]
    public void What_already_fits_stays_as_it_is_and_nothing_stays_nothing()
    {
        SeriesPoint[] points = [.. LineKinds.Points("gaps", 5, 300)];
        Assert.Equal(points, ColumnReducer.Reduce(points, new TimeColumns(0, 1)));
        Assert.Empty(ColumnReducer.Reduce([], new TimeColumns(0, 1)));
    }

    [Theory]
    [InlineData("noise", 10_000_000)]
    [InlineData("walk", 1_000_000)]
    [InlineData("spikes", 1_000_000)]
    [InlineData("irregular", 300_000)]
    public void A_series_keeps_the_extremes_of_every_column_within_one_column(string kind, int count)
    {
        const int columns = 1500;
        (double Low, double High)[] all = Empty();
        (double Low, double High)[] kept = Empty();
        Series series = new(LineKinds.Length / count);
        foreach (SeriesPoint point in LineKinds.Points(kind, 1, count))
        {
            series.Add(point.ElapsedNanoseconds, point.Value);
            Include(all, point);
        }

        foreach (SeriesPoint point in series.Points) Include(kept, point);

        Assert.Equal(all.Max(column => column.High), series.Highest);
        Assert.Equal(all.Min(column => column.Low), kept.Min(column => column.Low));
        for (int i = 0; i < columns; i++)
        {
            ReadOnlySpan<(double Low, double High)> around = kept.AsSpan()[Math.Max(0, i - 1)..Math.Min(columns, i + 2)];
            (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach ((double lowest, double highest) in around) (low, high) = (Math.Min(low, lowest), Math.Max(high, highest));
            Assert.True(low <= all[i].Low && high >= all[i].High, $"column {i}: {all[i]}");
            Assert.True(kept[i].Low >= all[i].Low && kept[i].High <= all[i].High, $"column {i}: {kept[i]}");
        }

        static (double Low, double High)[] Empty() => [.. Enumerable.Repeat((double.PositiveInfinity, double.NegativeInfinity), columns)];

        static void Include((double Low, double High)[] into, SeriesPoint point)
        {
            // Irregular times go a little beyond what is looked at.
            ref (double Low, double High) column = ref into[Math.Min(columns - 1, (int)(point.ElapsedNanoseconds * (double)columns / (1.02 * LineKinds.Length)))];
            column = (Math.Min(column.Low, point.Value), Math.Max(column.High, point.Value));
        }
    }

    private static byte[] Stroke(LineColumns line, double width)
    {
        using CoverageMask mask = CoverageMask.OfStroke(line, Grid, new RoundPen(width), new RoundPen(4.5));
        return mask.Bitmap.Bytes;
    }

    private static byte[] Area(LineColumns line)
    {
        using CoverageMask mask = CoverageMask.OfArea(line, Grid);
        return mask.Bitmap.Bytes;
    }
}
