using SkiaSharp;

namespace MemoryTracker.Tests.Charts;

/// <summary>How far apart two colours are for those who see them.</summary>
internal static class ColorVision
{
    /// <summary>What is left of linear red, green and blue for eyes without one kind of cone (Machado et al. 2009, severity 1).</summary>
    private static readonly float[][] Eyes =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286f, 1.052583f, -0.204868f, 0.114503f, 0.786281f, 0.099216f, -0.003882f, -0.048116f, 1.051998f],
        [0.367322f, 0.860646f, -0.227968f, 0.280085f, 0.672501f, 0.047413f, -0.011820f, 0.042940f, 0.968881f],
    ];

    /// <summary>The distance in CIE L*a*b* for the eyes that tell them apart least, those that see all colours among them.</summary>
    public static double Distance(SKColor one, SKColor other) => Eyes.Min(eye => Between(Seen(one, eye), Seen(other, eye)));

    private static double Between((double L, double A, double B) one, (double L, double A, double B) other) =>
        Math.Sqrt(Math.Pow(one.L - other.L, 2) + Math.Pow(one.A - other.A, 2) + Math.Pow(one.B - other.B, 2));

    /// <summary>A colour as an eye sees it, in CIE L*a*b*.</summary>
    private static (double L, double A, double B) Seen(SKColor color, float[] eye)
    {
        double[] rgb = [Linear(color.Red), Linear(color.Green), Linear(color.Blue)];
        double red = Math.Clamp((eye[0] * rgb[0]) + (eye[1] * rgb[1]) + (eye[2] * rgb[2]), 0, 1);
        double green = Math.Clamp((eye[3] * rgb[0]) + (eye[4] * rgb[1]) + (eye[5] * rgb[2]), 0, 1);
        double blue = Math.Clamp((eye[6] * rgb[0]) + (eye[7] * rgb[1]) + (eye[8] * rgb[2]), 0, 1);
        double x = Root(((0.4124 * red) + (0.3576 * green) + (0.1805 * blue)) / 0.9505);
        double y = Root((0.2126 * red) + (0.7152 * green) + (0.0722 * blue));
        double z = Root(((0.0193 * red) + (0.1192 * green) + (0.9505 * blue)) / 1.089);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Linear(byte channel) => channel <= 10 ? channel / 255d / 12.92 : Math.Pow(((channel / 255d) + 0.055) / 1.055, 2.4);

    private static double Root(double share) => share > 0.008856 ? Math.Cbrt(share) : (7.787 * share) + (16d / 116);
}
