using System.Text;
using System.Text.Json;
using MemoryTracker.Markers;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Markers;

public class MarkJsonTests
{
    private const long Time = 1_764_000_000_123_456_789;

    [Theory]
    [InlineData(MarkKind.Moment, "load done", """{"time":"2025-11-24T16:00:00.123456789Z","label":"load done"}""")]
    [InlineData(MarkKind.Begin, "import", """{"time":"2025-11-24T16:00:00.123456789Z","ph":"B","label":"import"}""")]
    [InlineData(MarkKind.End, "import", """{"time":"2025-11-24T16:00:00.123456789Z","ph":"E","label":"import"}""")]
    [InlineData(MarkKind.End, "", """{"time":"2025-11-24T16:00:00.123456789Z","ph":"E"}""")]
    [InlineData(MarkKind.Moment, "größer 100 % </b>", """{"time":"2025-11-24T16:00:00.123456789Z","label":"größer 100 % </b>"}""")]
    internal void A_mark_is_one_line(MarkKind kind, string label, string expected) => Assert.Equal(expected + "\n", Text(kind, Time, label));

    [Theory]
    [InlineData(1_764_000_000_000_000_000, "2025-11-24T16:00:00.000000000Z")]
    [InlineData(1_764_000_000_000_000_001, "2025-11-24T16:00:00.000000001Z")]
    [InlineData(1_764_000_000_100_000_000, "2025-11-24T16:00:00.100000000Z")]
    [InlineData(5, "1970-01-01T00:00:00.000000005Z")]
    public void Its_time_is_told_to_the_nanosecond(long time, string expected) =>
        Assert.Equal($$"""{"time":"{{expected}}","label":"x"}""" + "\n", Text(MarkKind.Moment, time, "x"));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void In_every_culture(string culture) =>
        Assert.StartsWith("""{"time":"2025-11-24T16:00:00.123456789Z",""", Cultures.Under(culture, () => Text(MarkKind.Moment, Time, "x")), StringComparison.Ordinal);

    [Fact]
    public void A_hostile_label_breaks_no_line()
    {
        const string Label = "\"},\\ \n\r\0\u2028\ud800 😀";

        string text = Text(MarkKind.Moment, Time, Label);

        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal("\"},\\ \n\r\0\u2028\ufffd 😀", JsonDocument.Parse(text).RootElement.GetProperty("label").GetString());
    }

    private static string Text(MarkKind kind, long time, string label) => Encoding.UTF8.GetString(MarkJson.Write(kind, time, label));
}
