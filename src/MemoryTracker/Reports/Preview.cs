using System.Globalization;
using System.Text;
using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Reports.Page;

namespace MemoryTracker.Reports;

/// <summary>A small picture of the first metric, which is there without scripts.</summary>
internal static class Preview
{
    private const int Width = 960;
    private const int Height = 200;

    /// <summary>Writes it, unless nothing is known of any metric.</summary>
    public static void Write(HtmlWriter html, ReducedSeries series, TimeSpan elapsed)
    {
        if (series.Known.FirstOrDefault() is not { } metric)
            return;
        Series drawn = series.Of(metric);
        string highest = Readable.Figure(drawn.Highest, metric.Unit) + (ChartMetrics.IsRate(metric) ? "/s" : "");
        html.Write($"<figure id=\"preview\"><svg viewBox=\"0 0 {Number(Width)} {Number(Height)}\" role=\"img\" aria-label=\"{metric.Name} over time\">");
        html.Write($"<path d=\"{Path(drawn, elapsed)}\"/></svg><figcaption>{metric.Name} over {Readable.Duration(elapsed)}, from 0 to {highest}</figcaption></figure>\n");
    }

    private static string Path(Series series, TimeSpan elapsed)
    {
        double across = Width / Math.Max(1, elapsed.TotalNanoseconds);
        double up = Height / Math.Max(double.Epsilon, series.Highest);
        StringBuilder path = new();
        foreach (SeriesPoint point in ColumnReducer.Reduce(series.Points, new TimeColumns(0, across)))
        {
            path.Append(point.IsJoined ? 'L' : 'M').Append(Number(point.ElapsedNanoseconds * across)).Append(' ').Append(Number(Height - (point.Value * up)));
            // A pen without a way draws nothing.
            if (!point.IsJoined)
                path.Append("h.1");
        }

        return path.ToString();
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
