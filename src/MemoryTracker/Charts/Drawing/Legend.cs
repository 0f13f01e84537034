using System.Globalization;
using MemoryTracker.Metrics;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// The legend: entries in rows above the plot, where they cover no data. It rather says less than it takes a second row, and counts what it has no room for.
/// </summary>
internal sealed class Legend
{
    /// <summary>How far below the top of a row its text stands.</summary>
    public const float Baseline = (RowHeight / 2) + (TextSize.Label * 0.36f);

    private const float RowHeight = 28;
    private const float SwatchWidth = 30;
    private const float SwatchHeight = 14;
    private const float TextOffset = SwatchWidth + 9;
    private const float Spacing = 36;

    /// <summary>No name of a process is wider.</summary>
    private const float WidestName = 170;

    /// <summary>No name of one of several recordings is wider; these may differ in their ends only.</summary>
    private const float WidestRecording = 320;
    private const float NarrowestRecording = 60;

    private readonly Palette _palette;
    private readonly float _width;
    private readonly int _mostRows;
    private readonly LegendEntry[] _entries;

    /// <param name="plots">What it explains.</param>
    /// <param name="palette">The colours of the chart.</param>
    /// <param name="width">How wide its rows may be.</param>
    /// <param name="height">How high it may become; it has one row at least.</param>
    public Legend(IEnumerable<PlotAxes> plots, Palette palette, float width, float height)
    {
        (_palette, _width, _mostRows) = (palette, width, Math.Max(1, (int)(height / RowHeight)));
        ChartAxis[] axes = [.. plots.SelectMany(plot => plot.Axes)];
        ChartedRecording[] recordings = [.. axes.SelectMany(axis => axis.Series).Select(charted => charted.Recording).OfType<ChartedRecording>().Distinct()];
        _entries = recordings.Length > 0
            ? [.. recordings.Select(recording => Entry(recording, recordings.Length + 1)), .. axes.Any(axis => axis.IsOfPeaksToo) ? [new LegendEntry("fine: peak between samples", "fine: peak", _palette.QuietText, null)] : Array.Empty<LegendEntry>()]
            : [.. axes.SelectMany(axis => axis.Series.Select(charted => Entry(axis, charted))), .. axes.SelectMany(axis => axis.Processes.Select(Entry))];
    }

    /// <summary>Draws it below a point, and says how high it became.</summary>
    public float Draw(SKCanvas canvas, SKPoint corner)
    {
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Label);
        bool roomy = _entries.Sum(entry => EntryWidth(entry.Text, font)) + (Spacing * (_entries.Length - 1)) <= _width;
        SKPoint at = corner;
        int row = 1;
        foreach ((int index, LegendEntry entry) in _entries.Index())
        {
            string text = roomy ? entry.Text : entry.ShortText;
            string others = string.Create(CultureInfo.InvariantCulture, $"+{_entries.Length - index} more");
            float needed = EntryWidth(text, font);
            bool isLast = index == _entries.Length - 1;
            if (row == _mostRows && !isLast) needed += Spacing + font.MeasureText(others);
            if (at.X > corner.X && at.X + needed > corner.X + _width)
            {
                if (row == _mostRows)
                {
                    Write(canvas, others, at, font);
                    break;
                }

                at = new SKPoint(corner.X, at.Y + RowHeight);
                row++;
            }

            DrawEntry(canvas, entry, text, at, font);
            at.X += EntryWidth(text, font) + Spacing;
        }

        return row * RowHeight;
    }

    private static float EntryWidth(string text, SKFont font) => TextOffset + font.MeasureText(text);

    private LegendEntry Entry(ChartAxis axis, ChartedSeries charted)
    {
        Metric metric = charted.Metric;
        MetricStyle style = MetricStyle.Of(metric);
        SKColor line = _palette.LineOf(metric);
        return metric switch
        {
            _ when metric == Metric.PeakRss => new LegendEntry(style.Name, style.ShortName, null, _palette.IntervalPeaks),
            _ when charted.IsStacked => new LegendEntry(style.Name, style.ShortName, line, _palette.StackedArea(metric)),
            _ when metric == Metric.Rss && axis.Processes.Count > 0 => new LegendEntry("RSS of all processes together", "total RSS", line, null),
            _ when metric == Metric.Rss && !axis.Stack.Any() => new LegendEntry(style.Name, style.ShortName, line, _palette.MemoryArea),
            _ => new LegendEntry(style.Name, style.ShortName, line, null),
        };
    }

    private LegendEntry Entry(ChartedRecording recording, int count)
    {
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Label);
        int inRow = (count + _mostRows - 1) / _mostRows;
        string name = PictureText.Fit(recording.Name, font, Math.Clamp((_width / inRow) - TextOffset - Spacing, NarrowestRecording, WidestRecording));
        return new LegendEntry(name, name, _palette.Recordings[recording.Color], null);
    }

    private LegendEntry Entry(ProcessLayer layer)
    {
        SKColor line = _palette.LineOf(layer);
        string text = TextOf(layer);
        return new LegendEntry(text, text, line, Palette.StackedArea(line));
    }

    private static string TextOf(ProcessLayer layer)
    {
        if (layer.Process is not { } process)
            return layer.Count == 0 ? "other" : string.Create(CultureInfo.InvariantCulture, $"other ({layer.Count:#,0} {(layer.Count == 1 ? "process" : "processes")})");
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Label);
        string name = PictureText.FitBeginning(process.Command.ToString(), font, WidestName);
        return process.Pid is { } pid ? string.Create(CultureInfo.InvariantCulture, $"{name} (PID {pid})").TrimStart() : name;
    }

    private void DrawEntry(SKCanvas canvas, LegendEntry entry, string text, SKPoint at, SKFont font)
    {
        float middle = at.Y + (RowHeight / 2);
        SKRect swatch = SKRect.Create(at.X, middle - (SwatchHeight / 2), SwatchWidth, SwatchHeight);
        using SKPaint paint = new() { IsAntialias = true };
        if (entry.Area is { } area)
        {
            paint.Color = area;
            canvas.DrawRect(swatch, paint);
        }

        if (entry.Line is { } line)
        {
            paint.Color = line;
            paint.StrokeWidth = 2.5f;
            float y = entry.Area is null ? middle : swatch.Top;
            canvas.DrawLine(swatch.Left, y, swatch.Right, y, paint);
        }

        Write(canvas, text, new SKPoint(at.X + TextOffset, at.Y), font);
    }

    private void Write(SKCanvas canvas, string text, SKPoint at, SKFont font)
    {
        using SKPaint paint = new() { IsAntialias = true, Color = _palette.Text };
        canvas.DrawText(text, at.X, at.Y + Baseline, font, paint);
    }
}
