using MemoryTracker.Charts.Drawing;
using SkiaSharp;

namespace MemoryTracker.Charts;

/// <summary>Draws recordings as SVG pictures: shapes and text that browsers and drawing programs show alike, without scripts, images or anything from elsewhere.</summary>
public static class SvgChart
{
    /// <summary>Draws a chart: one picture, or one for each unit when the layout is <see cref="ChartLayout.Separate"/>. The scale of the options means nothing here.</summary>
    /// <exception cref="ChartException">The size is impossible, or Skia's native library is missing.</exception>
    public static IReadOnlyList<ChartPicture> Draw(ChartContent content, ChartOptions options)
    {
        ChartOptions unscaled = options with { Scale = 1 };
        return ChartPictures.Draw(content, unscaled, plots => Encode(new ChartPage(content, unscaled, plots, isVector: true), new ChartDescription(content, unscaled, plots)));
    }

    private static byte[] Encode(ChartPage page, ChartDescription description)
    {
        using MemoryStream drawn = new();
        // Skia ends the document when the canvas is disposed.
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(page.PixelSize), drawn)) page.Draw(canvas);
        drawn.Position = 0;
        return new SvgFile(page.PixelSize, description).Rewrite(drawn);
    }
}
