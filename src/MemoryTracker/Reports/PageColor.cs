using SkiaSharp;

namespace MemoryTracker.Reports;

/// <summary>Colours of charts as a page writes them.</summary>
internal static class PageColor
{
    /// <summary>The colour as <c>#rrggbb</c>; what shines through in a picture is opaque in a page.</summary>
    public static string Of(SKColor color) => FormattableString.Invariant($"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}");
}
