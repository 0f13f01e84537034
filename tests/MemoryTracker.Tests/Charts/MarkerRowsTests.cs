using System.Globalization;
using MemoryTracker.Charts.Drawing;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Charts;

public sealed class MarkerRowsTests
{
    private const float Left = 30;
    private const float Right = 1000;

    [Fact]
    public void Names_that_do_not_touch_share_the_lowest_row() =>
        Assert.Equal([(0, 0, 100, 180), (1, 0, 200, 300), (2, 0, 400, 420)], Placed((100, 80), (200, 100), (400, 20)));

    [Fact]
    public void Names_that_touch_hang_like_stairs() =>
        Assert.Equal([(0, 2, 100, 180), (1, 1, 110, 190), (2, 0, 120, 200)], Placed((100, 80), (110, 80), (120, 80)));

    [Fact]
    public void Moments_at_the_same_time_have_their_flags_at_one_line() =>
        Assert.Equal([(0, 1, 100, 180), (1, 0, 100, 150)], Placed((100, 80), (100, 50)));

    [Fact]
    public void So_many_at_the_same_time_as_there_are_rows_are_named() =>
        Assert.Equal([0, 1, 2, 3], Placed([.. Enumerable.Repeat((500f, 60f), 20)]).Select(flag => flag.Row).Order());

    [Fact]
    public void At_the_right_end_flags_hang_to_the_left() =>
        Assert.Equal([(0, 0, 880, 970), (1, 1, 890, 980), (2, 2, 900, 990)], Placed((970, 90), (980, 90), (990, 90)));

    [Fact]
    public void A_name_without_room_at_either_side_is_left_out() => Assert.Empty(Placed((100, 2000)));

    [Fact]
    public void Where_not_all_have_room_those_named_keep_a_distance()
    {
        MarkerName[] names = [.. Enumerable.Range(0, 900).Select(i => Name(i, 50f + i, 60f))];
        float[] lines = [.. MarkerRows.Place(names, Left, Right, most: 3).Select(flag => flag.Line).Order()];
        Assert.InRange(lines.Length, 20, 40);
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 20, 100));
    }

    [Fact]
    public void No_flag_overlaps_another_and_no_line_crosses_one()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            MarkerName[] names = [.. Enumerable.Range(0, random.Next(1, 120))
                .Select(i => Name(i, 40 + (random.NextSingle() * 950), 10 + (random.NextSingle() * random.Next(1, 260)))).OrderBy(name => name.Line)];
            int most = random.Next(1, 5);
            IReadOnlyList<MarkerFlag> flags = MarkerRows.Place(names, Left, Right, most);

            Assert.NotEmpty(flags);
            Assert.Equal(flags.Count, flags.DistinctBy(flag => flag.Name.Text).Count());
            foreach (MarkerFlag flag in flags)
            {
                Assert.True(flag.Left >= Left && flag.Right <= Right && flag.Row >= 0 && flag.Row < most, $"{seed}: {flag}");
                Assert.True(flag.Line == flag.Left || flag.Line == flag.Right, $"{seed}: {flag}");
                Assert.Equal(flag.Name.Width, flag.Right - flag.Left, tolerance: 0.01);
                foreach (MarkerFlag other in flags.Where(other => other != flag))
                {
                    bool overlap = other.Row == flag.Row && other.Left < flag.Right && other.Right > flag.Left;
                    bool crossed = other.Row > flag.Row && other.Line > flag.Left + 2 && other.Line < flag.Right - 2;
                    if (overlap || crossed) Assert.Fail($"{seed}: {flag} {other}");
                }
            }
        }
    }

    private static IEnumerable<(int Index, int Row, int Left, int Right)> Placed(params (float Line, float Width)[] names) =>
        MarkerRows.Place([.. names.Select((name, i) => Name(i, name.Line, name.Width))], Left, Right, most: 4)
            .Select(flag => (int.Parse(flag.Name.Text, CultureInfo.InvariantCulture), flag.Row, (int)flag.Left, (int)flag.Right))
            .Order();

    private static MarkerName Name(int index, float line, float width) =>
        new(MarkerSamples.Moment(0), index.ToString(CultureInfo.InvariantCulture), line, width);
}
