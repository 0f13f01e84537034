using System.Text.Json;
using MemoryTracker.Doctor;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Doctor;

public class DoctorJsonTests
{
    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void The_document_reads_well(string culture) => Snapshot.Match("doctor.json", Cultures.Under(culture, () => DoctorJson.Write(Examined.Container())));

    [Fact]
    public void It_names_every_metric_and_its_source()
    {
        using JsonDocument document = JsonDocument.Parse(DoctorJson.Write(Examined.Refused()));
        JsonElement[] metrics = [.. document.RootElement.GetProperty("metrics").EnumerateArray()];

        Assert.Equal(Metric.All.Select(metric => metric.Name), metrics.Select(metric => metric.GetProperty("name").GetString()));
        Assert.All(metrics, metric => Assert.False(metric.GetProperty("readable").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("timing").ValueKind);
    }
}
