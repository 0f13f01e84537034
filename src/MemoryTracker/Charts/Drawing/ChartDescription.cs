using System.Globalization;
using MemoryTracker.Metrics;

namespace MemoryTracker.Charts.Drawing;

/// <summary>What a picture shows, in words: for those who do not see it, and for programs that look for it.</summary>
internal sealed class ChartDescription(ChartContent content, ChartOptions options, PlotAxes[] plots)
{
    /// <summary>The title as it was given, on one line, whole.</summary>
    public string Title { get; } = PictureText.Clean(options.Title ?? content.Title);

    public DateTimeOffset Start => content.Start;

    /// <summary>What is drawn, from when to when, and the peak.</summary>
    public string Sentence
    {
        get
        {
            ChartedSeries[] drawn = [.. plots.SelectMany(plot => plot.Axes).SelectMany(axis => axis.Series)];
            string metrics = string.Join(", ", drawn.Select(charted => MetricStyle.Of(charted.Metric).ShortName).Distinct());
            string[] recordings = [.. drawn.Select(charted => charted.Recording?.Name).OfType<string>().Distinct()];
            // They were not recorded at one time.
            if (recordings.Length > 0)
                return $"Chart of {metrics} over time, of {string.Join(", ", recordings.Select(PictureText.Clean))}.";
            string sentence = string.Create(
                CultureInfo.InvariantCulture, $"Chart of {metrics} over time, from {content.Start:yyyy-MM-dd HH:mm:ss zzz} to {content.Start + Length:yyyy-MM-dd HH:mm:ss zzz}");
            bool hasPeak = plots.SelectMany(plot => plot.Axes).Any(axis => (axis.Rss ?? axis.Peaks) is not null);
            return hasPeak && content.Peak is { } peak ? $"{sentence}; {PictureText.Clean(peak.Label)}." : $"{sentence}.";
        }
    }

    private TimeSpan Length => TimeSpan.FromTicks(TimeRange.Of(content).To / TimeSpan.NanosecondsPerTick);
}
