using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>One line of parts that each look their own way. It stays one line: the first part is cut where it does not fit, and of the others those are left out that do not.</summary>
/// <param name="parts">The parts, from left to right, the most important ones first; safe to show.</param>
internal sealed class StyledLine(params IReadOnlyList<(string Text, Style Style)> parts) : IRenderable
{
    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        int room = maxWidth;
        foreach ((string text, Style style) in parts)
        {
            string shown = room == maxWidth ? CellText.Shorten(text, Math.Max(1, room)) : text;
            int width = shown.GetCellWidth();
            if (width == 0 || width > room)
                continue;
            room -= width;
            yield return new Segment(shown, style);
        }

        yield return Segment.LineBreak;
    }
}
