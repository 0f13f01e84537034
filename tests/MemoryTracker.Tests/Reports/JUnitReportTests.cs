using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using MemoryTracker.Cli;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Reports;

public class JUnitReportTests
{
    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_case_for_each_assertion(string culture) => Snapshot.Match("asserted.junit.xml", Cultures.Under(culture, () => Text(Asserted.Ordinary())));

    [Fact]
    public void What_is_counted_is_what_there_is()
    {
        XElement suite = Assert.Single(Parse(Text(Asserted.Ordinary())).Elements());

        foreach (XElement counting in new[] { suite, suite.Parent! })
        {
            Assert.Equal(suite.Elements("testcase").Count(), Count(counting, "tests"));
            Assert.Equal(suite.Descendants("failure").Count(), Count(counting, "failures"));
            Assert.Equal(suite.Descendants("error").Count(), Count(counting, "errors"));
        }

        Assert.Equal((2, 3), (Count(suite, "failures"), Count(suite, "errors")));
        Assert.Equal("2026-03-01T23:59:58", suite.Attribute("timestamp")!.Value);
        Assert.Equal("10.000000", suite.Attribute("time")!.Value);
    }

    [Theory]
    [InlineData("\0\u0001\u0008\u000b\u000c\u000e\u001f\e[2J")]
    [InlineData("\u007f\u0085\u009f\ufffe\uffff\ud800 \udfff")]
    [InlineData("]]> <!-- </testcase> <?x?> & &amp; \" ' \t\r\n")]
    [InlineData("漢字 🦀 \u202e \u2028")]
    public void Whatever_names_hold_it_is_XML(string name)
    {
        Finished finished = Asserted.Judge(Finished.WithMarkers(), $"phase \"{name.Replace("\"", "", StringComparison.Ordinal)}\" duration < 5s", "peak_rss < 1");
        finished = finished with { Document = finished.Document with { Target = finished.Document.Target with { Command = name, LastCommand = name }, Host = new(name, "", 1, null) } };

        XElement suites = Parse(Text(finished));

        Assert.Equal(2, suites.Descendants("testcase").Count());
        Assert.Contains("was seen", suites.Descendants("error").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_of_the_recording_is_left_out()
    {
        Finished finished = Asserted.Judge(Finished.OfNothing(), "duration < 5s");
        XElement suite = Parse(Text(finished with { Document = finished.Document with { Start = null, Host = null } })).Elements().Single();

        Assert.Equal(["name", "tests", "failures", "errors", "skipped", "time"], suite.Attributes().Select(attribute => attribute.Name.LocalName));
    }

    private static string Text(Finished of) => Encoding.UTF8.GetString(JUnitReport.Write(new JUnitReport(of.Document.Title, of.Document, of.Summary.Duration, of.Document.Results())));

    private static XElement Parse(string text)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader).Root!;
    }

    private static int Count(XElement element, string attribute) => int.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
