using MemoryTracker.Metrics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>The line below the curves: when the window begins, when it ends, and how long it is.</summary>
/// <param name="from">Where it begins, since the recording did.</param>
/// <param name="until">Where it ends.</param>
/// <param name="length">How long it is as people say it; null for all of the recording.</param>
/// <param name="isAscii">Whether the terminal shows nothing but ASCII.</param>
internal sealed class LiveTimeAxis(TimeSpan from, TimeSpan until, TimeSpan? length, bool isAscii) : IRenderable
{
    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        string corner = new string(' ', LiveChart.Gutter - 1) + (isAscii ? "+" : "└");
        string begin = $" {Readable.Moment(from)} ";
        string middle = length is { } shown ? $" the last {Readable.Duration(shown)} " : "";
        string end = $" {Readable.Moment(until)}";
        char line = isAscii ? '-' : '─';
        int room = maxWidth - LiveChart.Gutter - begin.Length - middle.Length - end.Length;
        string text = room < 2
            ? $"{corner}{begin.TrimEnd()} to{end}"
            : $"{corner}{begin}{new string(line, room / 2)}{middle}{new string(line, room - (room / 2))}{end}";
        yield return new Segment(CellText.Shorten(text, maxWidth), new Style(decoration: Decoration.Dim));
        yield return Segment.LineBreak;
    }
}
