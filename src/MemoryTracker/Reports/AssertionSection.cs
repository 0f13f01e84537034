using MemoryTracker.Limits;
using MemoryTracker.Recordings;
using MemoryTracker.Reports.Page;

namespace MemoryTracker.Reports;

/// <summary>How the assertions of a recording were judged.</summary>
internal sealed class AssertionSection(RecordingDocument document)
{
    public void Write(HtmlWriter html)
    {
        IReadOnlyList<AssertionResult> results = document.Results();
        if (results.Count == 0)
            return;
        int failed = results.Count(result => !result.HasPassed);
        html.WriteMarkup("<section id=\"assertions\"><h2>Assertions</h2>\n");
        HtmlTable.Write(html, failed == 0 ? "All hold" : FormattableString.Invariant($"{failed} of {results.Count} do not hold"), AssertionRows.Headings, results.Select(AssertionRows.Of));
        html.WriteMarkup("</section>\n");
    }
}
