using MemoryTracker.Markers;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// The markers of a chart, laid out: flags of moments in rows and bars of spans in lanes above the plots, lines and bands through them. What has no
/// room for its flag or bar is a tick, and counted.
/// </summary>
internal sealed class MarkerOverlay
{
    public const float RowHeight = 21;
    public const float LaneHeight = 21;

    /// <summary>Between the lanes and the rows below them.</summary>
    public const float LaneGap = 4;

    /// <summary>Free width at both ends of a name.</summary>
    public const float TextPadding = 5;

    /// <summary>More names above each other than these are not read.</summary>
    private const int MostRows = 4;

    /// <summary>Between what is above and the uppermost lane or row.</summary>
    private const float TopGap = 4;

    /// <summary>No flag is wider, nor wider than this part of the width there is.</summary>
    private const float WidestFlag = 260;
    private const float WidestShare = 0.3f;

    /// <summary>How close together names are tried where there are too many moments to try all.</summary>
    private const float NameSpacing = 8;

    /// <summary>
    /// How close together lines or bands may be in the mean. Where they are closer, only moments with a flag have a line and only wide spans a band: all
    /// of them would be a curtain behind the data.
    /// </summary>
    private const float LeastSpacing = 12;
    private const float WideSpan = 8;

    private const float TickSpacing = 2;

    private readonly MarkerFrame _frame;

    /// <summary>Lays out what there is.</summary>
    /// <param name="content">Whose markers.</param>
    /// <param name="frame">Where they belong.</param>
    /// <param name="palette">The colours of the chart.</param>
    /// <param name="mostHeight">How much height above the plots they may take.</param>
    public MarkerOverlay(ChartContent content, MarkerFrame frame, Palette palette, float mostHeight)
    {
        _frame = frame;
        Marker[] shown = [.. content.Markers.Where(frame.Shows)];
        Marker[] moments = Array.FindAll(shown, marker => !MarkerFrame.IsSpan(marker));
        // Of all and not of those shown: a name keeps its colour when a part is looked at.
        Colors = new MarkerColors(palette.Markers, content.Markers);

        MarkerLanes lanes = new(shown.Where(MarkerFrame.IsSpan), frame);
        MarkerName[] names = Names(moments);
        IReadOnlyList<MarkerFlag> flags = MarkerRows.Place(names, frame.RoomLeft, frame.RoomRight, MostRows);
        int rowsNeeded = flags.Select(flag => flag.Row + 1).DefaultIfEmpty().Max();
        (Lanes, Rows) = Share(mostHeight, lanes.Bars.Select(bar => bar.Lane + 1).DefaultIfEmpty().Max(), rowsNeeded);
        Flags = Rows == rowsNeeded ? flags : MarkerRows.Place(names, frame.RoomLeft, frame.RoomRight, Rows);
        Bars = [.. lanes.Bars.Where(bar => bar.Lane < Lanes)];
        Bands = [.. lanes.Bars.Where(bar => bar.Width >= WideSpan || !IsCrowded(lanes.Bars.Count, LeastSpacing)).OrderBy(bar => bar.Lane)];
        Lines = IsCrowded(moments.Length, LeastSpacing) ? [.. Flags.Select(flag => flag.Name.Marker)] : moments;
        Ticks = TicksOfOthers(shown);
        Unnamed = shown.Length - Flags.Count - Bars.Count + content.MarkersLeftOut;
    }

    public MarkerColors Colors { get; }

    /// <summary>How many lanes there are above the plots.</summary>
    public int Lanes { get; }

    /// <summary>How many rows of names there are below the lanes.</summary>
    public int Rows { get; }

    /// <summary>The spans that have a bar in a lane.</summary>
    public IReadOnlyList<MarkerBar> Bars { get; }

    /// <summary>The names of moments.</summary>
    public IReadOnlyList<MarkerFlag> Flags { get; }

    /// <summary>The spans that have a band through the plots, the outer ones first.</summary>
    public IReadOnlyList<MarkerBar> Bands { get; }

    /// <summary>The moments that have a line through the plots.</summary>
    public IReadOnlyList<Marker> Lines { get; }

    /// <summary>Where markers without flag or bar are, or begin; each place once.</summary>
    public IReadOnlyList<float> Ticks { get; }

    /// <summary>How many markers have neither flag nor bar.</summary>
    public long Unnamed { get; }

    /// <summary>How much height above the plots is taken.</summary>
    public float Height => HeightOf(Lanes, Rows);

    public float LineWidth => _frame.LineWidth;

    public float LineOf(Marker moment) => _frame.LineOf(moment);

    /// <summary>The nearest place that lies between two pixels of the picture.</summary>
    public float Whole(float place) => MathF.Round(place * _frame.PixelsPerUnit) / _frame.PixelsPerUnit;

    /// <summary>The name of a marker as it is shown.</summary>
    public static string NameOf(Marker marker) => marker.IsApproximate ? "≈ " + marker.Label : marker.Label;

    private static float HeightOf(int lanes, int rows) => (lanes, rows) switch
    {
        (0, 0) => 0,
        (0, _) => TopGap + (rows * RowHeight),
        (_, 0) => TopGap + (lanes * LaneHeight),
        _ => TopGap + (lanes * LaneHeight) + LaneGap + (rows * RowHeight),
    };

    /// <summary>Gives lanes and rows in turn what they need, while there is height for it.</summary>
    private static (int Lanes, int Rows) Share(float height, int lanesNeeded, int rowsNeeded)
    {
        (int lanes, int rows) = (0, 0);
        while (true)
        {
            bool lanesTurn = lanes < lanesNeeded && (lanes <= rows || rows == rowsNeeded);
            if (lanesTurn && HeightOf(lanes + 1, rows) <= height) lanes++;
            else if (!lanesTurn && rows < rowsNeeded && HeightOf(lanes, rows + 1) <= height) rows++;
            else return (lanes, rows);
        }
    }

    private bool IsCrowded(int count, float spacing) => count * spacing > _frame.Right - _frame.Left;

    /// <summary>The names to find room for: of a crowd of moments, the first in each stretch of the width.</summary>
    private MarkerName[] Names(Marker[] moments)
    {
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Marker);
        float widest = Math.Min(WidestFlag, (_frame.RoomRight - _frame.RoomLeft) * WidestShare);
        bool crowded = IsCrowded(moments.Length, NameSpacing);
        return Array.ConvertAll(crowded ? [.. moments.DistinctBy(moment => (int)(LineOf(moment) / NameSpacing))] : moments, Measure);

        MarkerName Measure(Marker moment)
        {
            string text = PictureText.FitBeginning(NameOf(moment), font, widest - (2 * TextPadding));
            return new MarkerName(moment, text, LineOf(moment), font.MeasureText(text) + (2 * TextPadding));
        }
    }

    private float[] TicksOfOthers(Marker[] shown)
    {
        HashSet<object> named = new([.. Flags.Select(flag => flag.Name.Marker), .. Bars.Select(bar => bar.Marker)], ReferenceEqualityComparer.Instance);
        bool[] columns = new bool[(int)((_frame.Right - _frame.Left) / TickSpacing) + 1];
        foreach (Marker marker in shown)
        {
            if (!named.Contains(marker)) columns[(int)((_frame.EndsOf(marker).Left - _frame.Left) / TickSpacing)] = true;
        }

        return [.. columns.Index().Where(column => column.Item).Select(column => _frame.Left + (column.Index * TickSpacing))];
    }
}
