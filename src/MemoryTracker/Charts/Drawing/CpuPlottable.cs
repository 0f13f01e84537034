using ScottPlot;

namespace MemoryTracker.Charts.Drawing;

/// <summary>CPU as steps, since each figure holds for the whole interval before it.</summary>
internal sealed class CpuPlottable(Series cpu, bool filled, Palette palette, int columns) : SeriesPlottable(columns)
{
    private const float LineWidth = 1.4f;

    public override void Render(RenderPack rp)
    {
        using SeriesShape shape = SeriesShape.OfSteps(Reduce(cpu), Axes);
        if (filled) Fill(rp.Canvas, shape.Area, palette.CpuArea);
        Stroke(rp.Canvas, shape, palette.Cpu, LineWidth);
    }
}
