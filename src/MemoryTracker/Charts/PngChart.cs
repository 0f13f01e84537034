using System.Globalization;
using MemoryTracker.Charts.Drawing;
using SkiaSharp;

namespace MemoryTracker.Charts;

/// <summary>Draws recordings as PNG pictures.</summary>
public static class PngChart
{
    /// <summary>Draws a chart: one picture, or one for each unit when the layout is <see cref="ChartLayout.Separate"/>.</summary>
    /// <exception cref="ChartException">The size is impossible, or Skia's native library is missing.</exception>
    public static IReadOnlyList<ChartPicture> Draw(ChartContent content, ChartOptions options) =>
        ChartPictures.Draw(content, options, plots => Encode(new ChartPage(content, options, plots, isVector: false)));

    private static byte[] Encode(ChartPage page)
    {
        SKImageInfo format = new(page.PixelSize.Width, page.PixelSize.Height, SKImageInfo.PlatformColorType, SKAlphaType.Opaque);
        using SKBitmap bitmap = new();
        if (!bitmap.TryAllocPixels(format))
        {
            string size = string.Create(CultureInfo.InvariantCulture, $"{format.Width} × {format.Height}");
            throw new ChartException($"there is no memory for a chart of {size} pixels");
        }

        using SKCanvas canvas = new(bitmap);
        page.Draw(canvas);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }
}
