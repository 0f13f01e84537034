using MemoryTracker.Charts.Drawing;
using MemoryTracker.Charts.Ticks;
using MemoryTracker.Metrics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>A metric's curve in character cells, with its axis at the left. In a column of dots everything from the lowest figure to the highest is set, so that no peak is lost.</summary>
/// <param name="curve">The metric.</param>
/// <param name="until">Where the window ends that is shown, since the recording began.</param>
/// <param name="rows">How many rows it takes.</param>
/// <param name="style">How its curve looks.</param>
/// <param name="isAscii">Whether the terminal shows nothing but ASCII.</param>
internal sealed class LiveChart(LiveCurve curve, TimeSpan until, int rows, Style style, bool isAscii) : IRenderable
{
    /// <summary>How many columns the axis takes.</summary>
    public const int Gutter = 11;

    private const double Headroom = 1.02;

    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => new(Gutter + 1, maxWidth);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        DotCanvas canvas = new(Math.Max(1, maxWidth - Gutter), rows, isAscii);
        double top = ChartUnit.Of(curve.Metric).Reach(Highest()) * Headroom;
        Draw(canvas, top);
        string[] labels = Labels(top);
        for (int row = 0; row < rows; row++)
        {
            string line = labels[row].Length == 0 ? (isAscii ? "|" : "│") : isAscii ? "+" : "┤";
            yield return new Segment($"{labels[row].PadLeft(Gutter - 2)} {line}", Faint);
            yield return new Segment(canvas.Row(row), style);
            yield return Segment.LineBreak;
        }
    }

    private static Style Faint { get; } = new(decoration: Decoration.Dim);

    private double Highest()
    {
        double highest = double.NaN;
        foreach (ref readonly LiveBucket bucket in curve.Buckets)
            highest = double.MaxNumber(highest, bucket.High);
        return highest;
    }

    /// <summary>What is written at each row; empty at most.</summary>
    private string[] Labels(double top)
    {
        string[] labels = new string[rows];
        Array.Fill(labels, "");
        foreach (AxisTick tick in ChartUnit.Of(curve.Metric).TicksUpTo(default, top, Math.Max(1, rows / 2)).Ticks)
        {
            int row = rows - 1 - (int)(tick.Position / top * rows);
            if (row >= 0 && tick.Label.Length <= Gutter - 2)
                labels[row] = tick.Label;
        }

        return labels;
    }

    private void Draw(DotCanvas canvas, double top)
    {
        TimeSpan length = until - curve.From;
        double perDot = Math.Max(1, length.Ticks) / (double)canvas.Width;
        int before = -1;
        int heightBefore = 0;
        for (int x = 0; x < canvas.Width; x++)
        {
            LiveBucket column = At(x * perDot, (x + 1) * perDot);
            if (!column.IsKnown)
                continue;
            int low = Height(canvas, column.Low, top);
            int high = Height(canvas, column.High, top);
            if (before >= 0 && !column.FollowsGap)
                Join(canvas, before, heightBefore, x, low, high);
            canvas.SetColumn(x, low, high);
            (before, heightBefore) = (x, Height(canvas, column.Last, top));
        }
    }

    /// <summary>What lies between two moments, in ticks since the window begins.</summary>
    private LiveBucket At(double from, double to)
    {
        LiveBucket column = LiveBucket.None;
        double span = curve.Span.Ticks;
        int first = (int)(from / span);
        // A stretch that reaches over several columns stands in the first of them.
        if (first < from / span)
            first++;
        for (int i = first; i < to / span && i < curve.Buckets.Length; i++)
            column.Absorb(curve.Buckets[i]);
        return column;
    }

    private static int Height(DotCanvas canvas, double figure, double top) => (int)Math.Clamp(figure / top * canvas.Height, 0, canvas.Height - 1);

    /// <summary>A line over the columns without a sample, and up or down to the next one's figures.</summary>
    private static void Join(DotCanvas canvas, int before, int heightBefore, int x, int low, int high)
    {
        int end = Math.Clamp(heightBefore, low, high);
        int last = heightBefore;
        for (int between = before + 1; between <= x; between++)
        {
            int height = heightBefore + (int)Math.Round((end - heightBefore) * (double)(between - before) / (x - before));
            canvas.SetColumn(between, Math.Min(last, height), Math.Max(last, height));
            last = height;
        }
    }
}
