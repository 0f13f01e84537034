using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The one font of all charts, which comes with the program: charts look the same everywhere, also where no font is installed.</summary>
internal sealed class EmbeddedFont : IFontResolver
{
    /// <summary>The name under which ScottPlot finds it; no installed font is called so.</summary>
    public const string Name = "memory_tracker";

    private const string Resource = "DejaVuSans.ttf";

    static EmbeddedFont()
    {
        using Stream file = typeof(EmbeddedFont).Assembly.GetManifestResourceStream(Resource)!;
        Typeface = SKTypeface.FromStream(file);
        Fonts.FontResolvers.Insert(0, new EmbeddedFont());
    }

    private EmbeddedFont()
    {
    }

    /// <summary>The font itself; whoever reads it has made it known to ScottPlot.</summary>
    public static SKTypeface Typeface { get; }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Typeface : null;

    [Obsolete("ScottPlot's older form of the same question")]
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Typeface : null;
}
