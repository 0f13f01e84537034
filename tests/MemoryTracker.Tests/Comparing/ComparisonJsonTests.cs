using System.Text;
using System.Text.Json;
using MemoryTracker.Comparing;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Comparing;

public class ComparisonJsonTests
{
    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void Two_groups(string culture) => Snapshot.Match("comparison.json", Cultures.Under(culture, () => Text(Compared.Repeats(4))));

    [Fact]
    public void Assertions_of_each_recording()
    {
        using JsonDocument json = JsonDocument.Parse(Text(Asserted.Compared()));
        JsonElement[] assertions = [.. json.RootElement.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("recordings")[0].GetProperty("assertions"))];

        Assert.Equal("[true,true,false][false,true,false]", string.Concat(assertions.Select(one => $"[{string.Join(',', one.EnumerateArray().Select(each => each.GetProperty("passed").GetRawText()))}]")));
        Assert.Equal("pss was not recorded", assertions[1][2].GetProperty("why").GetString());
    }

    [Fact]
    public void What_is_unknown_is_null_and_hostile_names_stay_what_they_are()
    {
        const string Hostile = "a\"b\\c</script>\u202e\n.csv";
        Comparison comparison = Compared.Singly(Compared.Of(Hostile, [Samples.At(0), Samples.At(1)]), Compared.Ordinary("b.csv")) with { AlignedAt = "load" };
        using JsonDocument json = JsonDocument.Parse(Text(comparison));
        JsonElement[] figures = [.. json.RootElement.GetProperty("figures").EnumerateArray()];

        Assert.Equal(Hostile, json.RootElement.GetProperty("groups")[0].GetProperty("recordings")[0].GetProperty("name").GetString());
        Assert.Equal("load", json.RootElement.GetProperty("aligned_at").GetString());
        Assert.All(figures.Where(figure => figure.GetProperty("figure").GetString() != "duration_s"), figure =>
        {
            Assert.Equal(JsonValueKind.Null, figure.GetProperty("groups")[0].GetProperty("mean").ValueKind);
            Assert.Equal(JsonValueKind.Null, figure.GetProperty("groups")[1].GetProperty("difference").ValueKind);
        });
    }

    private static string Text(Comparison comparison) => Encoding.UTF8.GetString(ComparisonJson.Write(comparison)).Replace(MemoryTracker.Recordings.DocumentMaker.Tool, "memory_tracker 1.2.3", StringComparison.Ordinal);
}
