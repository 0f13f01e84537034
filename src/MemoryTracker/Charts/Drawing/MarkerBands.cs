using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// Bands of spans, cut into upright strips of one colour beside each other: where an inner one lies, it replaces the outer ones. Added up they would be dark, and
/// show colours that are nobody's. One whose end is not known fades into what is below it.
/// </summary>
/// <param name="markers">The markers, laid out.</param>
/// <param name="topOf">Where a band begins; an inner one not above an outer one.</param>
/// <param name="bottom">Where all of them end.</param>
internal sealed class MarkerBands(MarkerOverlay markers, Func<MarkerBar, float> topOf, float bottom)
{
    private const byte Alpha = 0x1E;

    /// <summary>Draws bands, given the outer ones first.</summary>
    public void Draw(SKCanvas canvas, IEnumerable<MarkerBar> bands)
    {
        MarkerBar[] all = [.. bands];
        float[] edges = [.. all.SelectMany(EdgesOf).Select(markers.Whole).Distinct().Order()];
        using SKPaint paint = new();
        List<(SKRect Strip, SKColor Color)> before = [];
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            List<(SKRect Strip, SKColor Color)> next = StripsOf(all, edges[i], edges[i + 1]);
            if (next.Select(LookOf).SequenceEqual(before.Select(LookOf)))
            {
                // Whole rectangles rather than many narrow ones: a picture of shapes would show their joints when it is enlarged.
                next = [.. next.Select((one, index) => (one.Strip with { Left = before[index].Strip.Left }, one.Color))];
            }
            else
            {
                Fill(canvas, before, paint);
            }

            before = next;
        }

        Fill(canvas, before, paint);

        static (float Top, float Bottom, SKColor Color) LookOf((SKRect Strip, SKColor Color) one) => (one.Strip.Top, one.Strip.Bottom, one.Color);
    }

    private static void Fill(SKCanvas canvas, List<(SKRect Strip, SKColor Color)> strips, SKPaint paint)
    {
        foreach ((SKRect strip, SKColor color) in strips)
        {
            paint.Color = color;
            canvas.DrawRect(strip, paint);
        }
    }

    /// <summary>Where its colour may change: at its ends, and where it fades, everywhere.</summary>
    private static IEnumerable<float> EdgesOf(MarkerBar band)
    {
        yield return band.Left;
        yield return band.Right;
        if (!band.Marker.IsOpen) yield break;
        for (float x = Math.Max(band.Left, band.Right - SpanBrush.FadeWidth); x < band.Right; x++) yield return x;
    }

    /// <summary>What lies between two edges, from above: each outer band shows down to where the next inner one begins.</summary>
    private List<(SKRect Strip, SKColor Color)> StripsOf(MarkerBar[] all, float left, float right)
    {
        float middle = (left + right) / 2;
        List<(SKRect Strip, SKColor Color)> strips = [];
        Blend blend = default;
        foreach (MarkerBar band in all)
        {
            if (markers.Whole(band.Left) > middle || markers.Whole(band.Right) < middle) continue;
            float top = topOf(band);
            if (strips.Count > 0)
            {
                strips[^1] = (strips[^1].Strip with { Bottom = top }, strips[^1].Color);
                if (strips[^1].Strip.Height <= 0) strips.RemoveAt(strips.Count - 1);
            }

            blend = blend.Under(markers.Colors.Of(band.Marker), band.Marker.IsOpen ? SpanBrush.ShareAt(band, middle) : 1);
            strips.Add((new SKRect(left, top, right, bottom), blend.Color));
        }

        return strips;
    }

    /// <summary>A colour of light bands, which mix without becoming darker.</summary>
    private readonly record struct Blend(float Red, float Green, float Blue, float Share)
    {
        public SKColor Color => Share <= 0 ? SKColors.Transparent : new SKColor(Channel(Red), Channel(Green), Channel(Blue), (byte)MathF.Round(Alpha * Share));

        /// <summary>This one, so much of it replaced by another.</summary>
        public Blend Under(SKColor color, float share)
        {
            float left = 1 - share;
            return new Blend((Red * left) + (color.Red * share), (Green * left) + (color.Green * share), (Blue * left) + (color.Blue * share), (Share * left) + share);
        }

        private byte Channel(float sum) => (byte)MathF.Round(sum / Share);
    }
}
