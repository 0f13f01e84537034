using MemoryTracker.Charts;
using SkiaSharp;
using Xunit;

namespace MemoryTracker.Tests.Charts;

/// <summary>A drawn chart, decoded again to be looked into.</summary>
internal sealed class Picture
{
    private readonly SKColor[] _pixels;

    public Picture(ChartPicture drawn)
    {
        using SKBitmap bitmap = SKBitmap.Decode(drawn.Bytes.Span);
        (Width, Height, _pixels) = (bitmap.Width, bitmap.Height, bitmap.Pixels);
    }

    public int Width { get; }

    public int Height { get; }

    public SKColor this[int x, int y] => _pixels[(y * Width) + x];

    public static Picture Of(ChartContent content, ChartOptions? options = null) =>
        new(Assert.Single(PngChart.Draw(content, options ?? new ChartOptions())));

    /// <summary>How many pixels of an area have about the given colour.</summary>
    public int Count(SKColor color, SKRectI area)
    {
        int count = 0;
        for (int y = area.Top; y < area.Bottom; y++)
        {
            for (int x = area.Left; x < area.Right; x++)
            {
                if (AreAlike(this[x, y], color)) count++;
            }
        }

        return count;
    }

    /// <summary>The part of the picture in which anything but the background is drawn.</summary>
    public SKRectI Ink()
    {
        SKRectI ink = new(Width, Height, 0, 0);
        for (int i = 0; i < _pixels.Length; i++)
        {
            if (_pixels[i] == _pixels[0]) continue;
            (int y, int x) = Math.DivRem(i, Width);
            ink = new SKRectI(Math.Min(ink.Left, x), Math.Min(ink.Top, y), Math.Max(ink.Right, x + 1), Math.Max(ink.Bottom, y + 1));
        }

        return ink;
    }

    private static bool AreAlike(SKColor one, SKColor other) =>
        Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green) + Math.Abs(one.Blue - other.Blue) < 24;
}
