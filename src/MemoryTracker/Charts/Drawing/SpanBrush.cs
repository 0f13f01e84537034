using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Fills bars and bands of spans with whole pixels, so that they begin and end alike; one whose end is not known fades at its right.</summary>
internal static class SpanBrush
{
    private const float FadeWidth = 48;

    /// <summary>Fills an area over what lies below it.</summary>
    public static void Fill(SKCanvas canvas, SKRect area, SKColor color, bool fades) => Fill(canvas, area, color, fades, SKBlendMode.SrcOver);

    /// <summary>Fills an area in place of what lies below it in the same layer, and where it fades, lets that come back.</summary>
    public static void Replace(SKCanvas canvas, SKRect area, SKColor color, bool fades)
    {
        if (fades) FillFading(canvas, FadeOf(area), SKColors.Black, SKBlendMode.DstOut);
        Fill(canvas, area, color, fades, SKBlendMode.Src);
    }

    private static void Fill(SKCanvas canvas, SKRect area, SKColor color, bool fades, SKBlendMode mode)
    {
        SKRect fade = FadeOf(area);
        using SKPaint paint = new() { Color = color, BlendMode = mode };
        canvas.DrawRect(fades ? area with { Right = fade.Left } : area, paint);
        if (fades) FillFading(canvas, fade, color, SKBlendMode.SrcOver);
    }

    private static SKRect FadeOf(SKRect area) => area with { Left = Math.Max(area.Left, area.Right - FadeWidth) };

    private static void FillFading(SKCanvas canvas, SKRect area, SKColor color, SKBlendMode mode)
    {
        SKPoint end = new(area.Right, area.Top);
        using SKShader shader = SKShader.CreateLinearGradient(new SKPoint(area.Left, area.Top), end, [color, color.WithAlpha(0)], SKShaderTileMode.Clamp);
        using SKPaint paint = new() { Shader = shader, BlendMode = mode };
        canvas.DrawRect(area, paint);
    }
}
