using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports.Page;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>Where, when and how it was recorded, and what its metrics mean.</summary>
internal sealed class AboutSection(RecordingDocument document, Summary summary)
{
    public void Write(HtmlWriter html)
    {
        html.WriteMarkup("<section id=\"about\"><h2>About the recording</h2>\n<dl class=\"facts\">\n");
        foreach ((string name, string? text) in Facts().Where(fact => fact.Text is not null))
            html.Write($"<dt>{name}</dt><dd><bdi>{text}</bdi></dd>\n");
        html.WriteMarkup("</dl>\n<details><summary>What the metrics mean</summary>\n<dl class=\"facts\">\n");
        foreach (RecordingDocument.MetricFacts metric in document.Metrics)
            html.Write($"<dt>{metric.Name}</dt><dd>{metric.Meaning} ({metric.Source})</dd>\n");
        html.WriteMarkup("</dl></details>\n</section>\n");
    }

    private IEnumerable<(string Name, string? Text)> Facts()
    {
        yield return ("Target", document.Title);
        yield return ("Command line", document.Target.Argv is { } argv ? string.Join(' ', argv.Select(Quoted)) : null);
        yield return ("Host", document.Host?.Name);
        yield return ("Machine", document.Host is { } host
            ? $"{Readable.Count(host.Cpus, "CPU")}, {Readable.Figure(host.MemoryBytes ?? double.NaN, Unit.Bytes)} of memory, Linux {host.Kernel}"
            : null);
        yield return ("Start", document.Start is null ? null : new DateTimeOffset(summary.Start).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
        yield return ("Interval", document.IntervalS switch { null => "unknown", 0 => "as often as possible", { } interval => Readable.Figure(interval, Unit.Seconds) });
        yield return ("Peaks", document.ExactPeaks ? "of every interval: the high-water mark was set back at each sample" : null);
        yield return ("Recorded by", document.Tool);
    }

    /// <summary>As a shell would take it: what is more than letters and the like stands in quotes.</summary>
    private static string Quoted(string argument) => argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,+@%".Contains(letter, StringComparison.Ordinal))
        ? argument
        : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
