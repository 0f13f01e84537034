namespace MemoryTracker.Charts.Drawing;

/// <summary>Heights of text, in pixels of a chart of 1600 × 900; larger and smaller charts scale all of them alike.</summary>
internal static class TextSize
{
    public const float Title = 26;
    public const float Label = 17;
    public const float Tick = 16;
    public const float Marker = 14;
    public const float Footer = 14;
}
