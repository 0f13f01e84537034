using System.Globalization;
using MemoryTracker.Limits;
using MemoryTracker.Recordings;
using MemoryTracker.Reports.Page;

namespace MemoryTracker.Reports;

/// <summary>
/// Assertions as test results in the XML that began with Ant's JUnit task and that Jenkins, GitLab and others read: a suite for each recording, a case for each assertion. One that did not hold
/// is a failure, one that could not be judged an error.
/// </summary>
/// <param name="name">What the recording is called.</param>
/// <param name="document">What is known of it.</param>
/// <param name="duration">How long it was.</param>
/// <param name="results">How assertions were judged by it.</param>
internal sealed class JUnitReport(string name, RecordingDocument document, TimeSpan duration, IReadOnlyList<AssertionResult> results)
{
    /// <summary>The file as UTF-8.</summary>
    public static byte[] Write(params IReadOnlyList<JUnitReport> suites)
    {
        using MemoryStream stream = new();
        using (StreamWriter text = new(stream) { NewLine = "\n" })
        {
            HtmlWriter xml = new(text);
            xml.WriteMarkup($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"memory_tracker\" {Counts([.. suites.SelectMany(suite => suite.Results)])}>\n");
            foreach (JUnitReport suite in suites)
                suite.WriteSuite(xml);
            xml.WriteMarkup("</testsuites>\n");
        }

        return stream.ToArray();
    }

    private IReadOnlyList<AssertionResult> Results => results;

    private static string Counts(IReadOnlyList<AssertionResult> results)
    {
        int failures = results.Count(result => result is { HasPassed: false, IsJudged: true });
        int errors = results.Count(result => !result.IsJudged);
        return string.Create(CultureInfo.InvariantCulture, $"tests=\"{results.Count}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\"");
    }

    private void WriteSuite(HtmlWriter xml)
    {
        xml.Write($"""<testsuite name="{Legal(name)}" """);
        xml.WriteMarkup(string.Create(CultureInfo.InvariantCulture, $"{Counts(results)} time=\"{duration.TotalSeconds:0.000000}\""));
        // The form knows no zones; this is UTC.
        if (document.Start is { } start)
            xml.WriteMarkup(string.Create(CultureInfo.InvariantCulture, $" timestamp=\"{start:yyyy-MM-ddTHH:mm:ss}\""));
        if (document.Host is { } host)
            xml.Write($" hostname=\"{Legal(host.Name)}\"");
        xml.WriteMarkup(">\n");
        foreach (AssertionResult result in results)
            WriteCase(xml, result);
        xml.WriteMarkup("</testsuite>\n");
    }

    private static void WriteCase(HtmlWriter xml, AssertionResult result)
    {
        xml.Write($"""<testcase classname="memory_tracker" name="{Legal(result.Text)}">""");
        if (!result.IsJudged)
            xml.Write($"""<error type="not judged" message="{Legal(result.Why ?? "")}">{Legal(result.Sentence)}</error>""");
        else if (!result.HasPassed)
            xml.Write($"""<failure type="failed" message="{Legal($"{result.FigureText}, asserted {result.Text}")}">{Legal($"{result.Sentence}; the bound is {result.BoundText}")}</failure>""");
        else
            xml.Write($"<system-out>{Legal(result.Sentence)}</system-out>");
        xml.WriteMarkup("</testcase>\n");
    }

    /// <summary>What is escaped in HTML is so in XML, too; but these two XML 1.0 has no place for, not even escaped. The writer replaces control characters.</summary>
    private static string Legal(string text) => text.Replace('\ufffe', '\ufffd').Replace('\uffff', '\ufffd');
}
