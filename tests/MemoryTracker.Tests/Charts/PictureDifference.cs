using System.Globalization;
using SkiaSharp;

namespace MemoryTracker.Tests.Charts;

/// <summary>
/// How two pictures of one thing differ that were drawn by different programs: by the mean colours of tiles, for which it is the same how letters and edges are smoothed. Letters
/// are a little heavier or lighter everywhere, so where there are any, more is forgiven.
/// </summary>
/// <param name="Shapes">The greatest difference, of 255, of a tile without letters.</param>
/// <param name="Letters">The greatest difference of one with letters.</param>
/// <param name="ShapesAt">Where the tile without letters is.</param>
/// <param name="LettersAt">Where the tile with letters is.</param>
internal readonly record struct PictureDifference(double Shapes, double Letters, SKPointI ShapesAt, SKPointI LettersAt)
{
    private const int Tile = 16;

    /// <param name="one">A picture.</param>
    /// <param name="other">A picture of that size.</param>
    /// <param name="letters">Where there are letters in one of them: those that are in the other only are none.</param>
    public static PictureDifference Of(Picture one, Picture other, IReadOnlyList<SKRect> letters)
    {
        Assert.Equal((one.Width, one.Height), (other.Width, other.Height));
        PictureDifference result = default;
        for (int y = 0; y + Tile <= one.Height; y += Tile)
        {
            for (int x = 0; x + Tile <= one.Width; x += Tile)
            {
                SKRect tile = SKRect.Create(x, y, Tile, Tile);
                double difference = OfTile(one, other, x, y);
                bool hasLetters = letters.Any(box => box.IntersectsWith(tile));
                if (hasLetters && difference > result.Letters) result = result with { Letters = difference, LettersAt = new SKPointI(x, y) };
                if (!hasLetters && difference > result.Shapes) result = result with { Shapes = difference, ShapesAt = new SKPointI(x, y) };
            }
        }

        return result;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"shapes {Shapes:0.0} at {ShapesAt}, letters {Letters:0.0} at {LettersAt}");

    private static double OfTile(Picture one, Picture other, int left, int top)
    {
        (int red, int green, int blue) = (0, 0, 0);
        for (int y = top; y < top + Tile; y++)
        {
            for (int x = left; x < left + Tile; x++)
            {
                (SKColor a, SKColor b) = (one[x, y], other[x, y]);
                (red, green, blue) = (red + a.Red - b.Red, green + a.Green - b.Green, blue + a.Blue - b.Blue);
            }
        }

        return (Math.Abs(red) + Math.Abs(green) + Math.Abs(blue)) / 3.0 / (Tile * Tile);
    }
}
