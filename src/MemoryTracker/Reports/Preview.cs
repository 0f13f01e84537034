using System.Globalization;
using System.Text;
using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;
using MemoryTracker.Reports.Page;

namespace MemoryTracker.Reports;

/// <summary>A small picture of the first metric, which is there without scripts.</summary>
internal static class Preview
{
    private const int Width = 960;
    private const int Height = 200;

    /// <summary>Writes it, unless nothing is known of any metric.</summary>
    public static void Write(HtmlWriter html, ReducedSeries series, IReadOnlyList<ChartGuide> guides, TimeSpan from, TimeSpan to)
    {
        if (series.Known.FirstOrDefault() is not { } metric)
            return;
        Series drawn = series.Of(metric);
        double highest = drawn.Highest;
        ChartGuide[] shown = [.. guides.Where(guide => guide.Metric == metric && Math.Max(guide.AtFrom, guide.AtTo) <= AxisGuides.Farthest * highest)];
        double top = shown.Select(guide => Math.Max(guide.AtFrom, guide.AtTo)).Append(highest).Max();
        string told = Readable.Figure(top, metric.Unit) + (ChartMetrics.IsRate(metric) ? "/s" : "");
        html.Write($"<figure id=\"preview\"><svg viewBox=\"0 0 {Number(Width)} {Number(Height)}\" role=\"img\" aria-label=\"{metric.Name} over time\">");
        html.Write($"<path d=\"{Path(drawn, top, from, to)}\"/>");
        foreach (ChartGuide guide in shown)
            html.Write($"<path class=\"{(guide.Kind == ChartGuide.Meaning.Limit ? "limit" : "fit")}\" d=\"{Path(guide, top, from, to)}\"/>");
        string named = string.Concat(shown.Select(guide => $"; {(guide.Kind == ChartGuide.Meaning.Limit ? "dashed" : "straight")}: {SafeText.Clean(guide.Label)}"));
        html.Write($"</svg><figcaption>{metric.Name} over {Readable.Duration(to - from)}, from 0 to {told}{named}</figcaption></figure>\n");
    }

    private static string Path(ChartGuide guide, double top, TimeSpan from, TimeSpan to)
    {
        double across = Width / Math.Max(1, (to - from).TotalNanoseconds);
        double up = Height / Math.Max(double.Epsilon, top);
        return $"M{Number((guide.From - from).TotalNanoseconds * across)} {Number(Height - (guide.AtFrom * up))}L{Number((guide.To - from).TotalNanoseconds * across)} {Number(Height - (guide.AtTo * up))}";
    }

    private static string Path(Series series, double top, TimeSpan from, TimeSpan to)
    {
        double across = Width / Math.Max(1, (to - from).TotalNanoseconds);
        double up = Height / Math.Max(double.Epsilon, top);
        StringBuilder path = new();
        foreach (SeriesPoint point in ColumnReducer.Reduce(series.Points, new TimeColumns(from.TotalNanoseconds, across)))
        {
            path.Append(point.IsJoined ? 'L' : 'M').Append(Number((point.ElapsedNanoseconds - from.TotalNanoseconds) * across)).Append(' ').Append(Number(Height - (point.Value * up)));
            // A pen without a way draws nothing.
            if (!point.IsJoined)
                path.Append("h.1");
        }

        return path.ToString();
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
