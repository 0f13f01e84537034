using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The legend: entries side by side above the plot, where they cover no data. It rather says less than it takes a second row.</summary>
internal sealed class Legend(IReadOnlyList<LegendEntry> entries, Palette palette)
{
    /// <summary>How far below the top of a row its text stands.</summary>
    public const float Baseline = (RowHeight / 2) + (TextSize.Label * 0.36f);

    private const float RowHeight = 28;
    private const float SwatchWidth = 30;
    private const float SwatchHeight = 14;
    private const float TextOffset = SwatchWidth + 9;
    private const float Spacing = 36;

    /// <summary>Draws it into the given width below a point, and says how high it became.</summary>
    public float Draw(SKCanvas canvas, SKPoint corner, float width)
    {
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Label);
        bool roomy = entries.Sum(entry => EntryWidth(entry.Text, font)) + (Spacing * (entries.Count - 1)) <= width;
        SKPoint at = corner;
        foreach (LegendEntry entry in entries)
        {
            string text = roomy ? entry.Text : entry.ShortText;
            DrawEntry(canvas, entry, text, at, font);
            at.X += EntryWidth(text, font) + Spacing;
        }

        return RowHeight;
    }

    private static float EntryWidth(string text, SKFont font) => TextOffset + font.MeasureText(text);

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

        paint.Color = palette.Text;
        canvas.DrawText(text, at.X + TextOffset, at.Y + Baseline, font, paint);
    }
}
