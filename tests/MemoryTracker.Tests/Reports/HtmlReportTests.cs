using MemoryTracker.Metrics;
using MemoryTracker.Reports;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Reports;

public class HtmlReportTests
{
    [Fact]
    public void Demo()
    {
        Directory.CreateDirectory("/tmp/html");
        File.WriteAllBytes("/tmp/html/markers.html", ReportSamples.WithMarkers().Page());
        File.WriteAllBytes("/tmp/html/all.html", ReportSamples.OfMetrics(MetricSet.All).Page());
        File.WriteAllBytes("/tmp/html/nothing.html", ReportSamples.Of(Finished.OfNothing(), [Samples.At(0)]).Page());
        File.WriteAllBytes("/tmp/html/million.html", ReportSamples.Long(1_000_000).Page());
        File.WriteAllBytes("/tmp/html/more.html", ReportSamples.Long(1_500_000).Page());
    }
}
