using MemoryTracker.Charts;

namespace MemoryTracker.Tests.Charts;

public sealed class SvgChartTests
{
    [Fact]
    public void Dump()
    {
        Directory.CreateDirectory("/tmp/vec");
        foreach ((string name, (ChartContent content, ChartOptions options)) in VectorSamples.All)
        {
            File.WriteAllBytes($"/tmp/vec/{name}.png", PngChart.Draw(content, options)[0].Bytes.ToArray());
            File.WriteAllBytes($"/tmp/vec/{name}.svg", SvgChart.Draw(content, options)[0].Bytes.ToArray());
            File.WriteAllBytes($"/tmp/vec/{name}.pdf", PdfChart.Draw(content, options)[0].Bytes.ToArray());
        }
    }
}
