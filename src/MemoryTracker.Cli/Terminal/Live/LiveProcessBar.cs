using System.Globalization;
using MemoryTracker.Metrics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>A process with its figures and a bar as long as its share of the largest one's memory.</summary>
/// <param name="process">The process.</param>
/// <param name="most">RSS of the largest one, in bytes.</param>
/// <param name="isAscii">Whether the terminal shows nothing but ASCII.</param>
internal sealed class LiveProcessBar(LiveProcess process, double most, bool isAscii) : IRenderable
{
    private const int NameWidth = 15;
    private const int CpuWidth = 9;
    private const int LeastBar = 4;

    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        string name = CellText.Shorten(SafeText.Clean(process.Command.Raw), NameWidth);
        string text = string.Create(CultureInfo.InvariantCulture, $"{process.Pid,8} {name}{new string(' ', NameWidth - name.GetCellWidth())} {Readable.Figure(process.Rss, Unit.Bytes),10}");
        int room = maxWidth - text.GetCellWidth();
        yield return new Segment(CellText.Shorten(text, maxWidth));
        if (room >= CpuWidth)
            yield return new Segment($" {Readable.Figure(process.Cpu, Unit.Percent),CpuWidth - 1}");
        int bar = room - CpuWidth - 1;
        if (bar >= LeastBar && process.Rss > 0)
            yield return new Segment($" {new string(isAscii ? '#' : '█', Math.Max(1, (int)Math.Round(bar * process.Rss / most)))}", new Style(Color.Blue));
        yield return Segment.LineBreak;
    }
}
