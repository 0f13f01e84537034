using MemoryTracker.Charts.Drawing;
using SkiaSharp;

namespace MemoryTracker.Charts;

/// <summary>Draws recordings as PDF pages, as large in print as on a screen of 96 pixels an inch: lines and letters, with their font, and no pixels.</summary>
public static class PdfChart
{
    private const string Program = "memory_tracker";
    private const float PointsPerPixel = 72f / 96;

    /// <summary>Draws a chart: one file, or one for each unit when the layout is <see cref="ChartLayout.Separate"/>. The scale of the options means nothing here.</summary>
    /// <exception cref="ChartException">The size is impossible, or Skia's native library is missing.</exception>
    public static IReadOnlyList<ChartPicture> Draw(ChartContent content, ChartOptions options)
    {
        ChartOptions unscaled = options with { Scale = 1 };
        return ChartPictures.Draw(content, unscaled, plots => Encode(new ChartPage(content, unscaled, plots, isVector: true), new ChartDescription(content, unscaled, plots)));
    }

    /// <summary>Dated by the recording and not by now: the same recording makes the same file.</summary>
    private static byte[] Encode(ChartPage page, ChartDescription description)
    {
        SKDocumentPdfMetadata metadata = new()
        {
            Title = description.Title,
            Subject = description.Sentence,
            Creator = Program,
            Producer = Program,
            Creation = description.Start.UtcDateTime,
            Modified = description.Start.UtcDateTime,
        };
        using MemoryStream file = new();
        using (SKDocument document = SKDocument.CreatePdf(file, metadata))
        {
            using SKCanvas canvas = document.BeginPage(page.PixelSize.Width * PointsPerPixel, page.PixelSize.Height * PointsPerPixel);
            canvas.Scale(PointsPerPixel);
            page.Draw(canvas);
            document.EndPage();
            document.Close();
        }

        return PdfFile.WithFontCutDown(file.GetBuffer().AsSpan(0, (int)file.Length));
    }
}
