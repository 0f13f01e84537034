using System.Text;
using System.Text.Json.Nodes;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings.Replay;

public class JsonlRecordingTests
{
    private const string First = "{\"type\":\"sample\",\"time\":\"2026-03-01T23:59:58.000000Z\",\"elapsed_s\":0.000000,\"pid\":4711,\"command\":\"python3\",\"rss_bytes\":52428800,\"peak_rss_bytes\":null,\"cpu_percent\":null}\n";
    private const string Second = "{\"type\":\"sample\",\"time\":\"2026-03-01T23:59:58.500021Z\",\"elapsed_s\":0.500021,\"pid\":4711,\"command\":\"python3\",\"rss_bytes\":52432896,\"peak_rss_bytes\":53000000,\"cpu_percent\":99.987}\n";
    private const string End = "{\"type\":\"sample\",\"time\":\"2026-03-01T23:59:59.000000Z\",\"elapsed_s\":1.000000,\"pid\":4711,\"command\":\"python3\",\"rss_bytes\":null,\"peak_rss_bytes\":null,\"cpu_percent\":1.000}\n";

    private const string Csv = "time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent\n2026-03-01T23:59:58.000000Z,0.000000,4711,python3,52428800,,\n"
        + "2026-03-01T23:59:58.500021Z,0.500021,4711,python3,52432896,53000000,99.987\n";

    [Fact]
    public void Its_samples_are_those_of_the_same_recording_as_CSV()
    {
        Replayed replayed = Replayed.OfText(Meta() + First + Second);

        Assert.Equal(Replayed.OfText(Csv).Samples, replayed.Samples);
        Assert.Equal(MetricSet.Default.InOrder, replayed.Metrics.InOrder);
        Assert.Empty(replayed.Notices);
        Assert.Equal(Json(Finished.Begun()), Json(replayed.Document));
    }

    [Theory]
    [InlineData("{ \"type\" : \"sample\", \"rss_bytes\": 5.2432896E7, \"cpu_percent\": 99.9870, \"peak_rss_bytes\": 53000000.0, \"elapsed_s\":5.00021e-1, \"command\":\"\\u0070ython3\", \"pid\":4711,\"time\":\"2026-03-01 23:59:58.500021+00:00\"}\r\n")]
    [InlineData("{\"type\":\"sample\",\"elapsed_s\":0.500021,\"pid\":4711,\"command\":\"python3\",\"rss_bytes\":52432896,\"peak_rss_bytes\":53000000,\"cpu_percent\":99.987,\"vsz_bytes\":1,\"other\":{\"a\":[1,2]}}\n")]
    public void However_they_are_written_down(string line) => Assert.Equal(Replayed.OfText(Csv).Samples, Replayed.OfText(Meta() + First + line).Samples);

    [Theory]
    [InlineData("a\\u001b[31m\\\"", "a\ufffd[31m\"")]
    [InlineData("\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd")]
    [InlineData("\\ud83e\\udd80", "🦀")]
    public void A_name_is_safe_to_show(string text, string name)
    {
        string line = Second.Replace("python3", text, StringComparison.Ordinal);

        Assert.StartsWith($"4711 {name} rss=", Replayed.OfText(Meta() + First + line + line).Samples[2].Total, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"rss_bytes\":52432896", "\"rss_bytes\":-1", "rss_bytes is no figure", true)]
    [InlineData("\"rss_bytes\":52432896", "\"rss_bytes\":1e308", "rss_bytes is no figure", true)]
    [InlineData("\"rss_bytes\":52432896", "\"rss_bytes\":1e999", "rss_bytes is no figure", true)]
    [InlineData("\"rss_bytes\":52432896", "\"rss_bytes\":\"NaN\"", "rss_bytes is no figure", true)]
    [InlineData("\"rss_bytes\":52432896", "\"rss_bytes\":[{\"a\":1}]", "rss_bytes is no figure", true)]
    [InlineData("\"rss_bytes\":52432896", "\"rss_bytes\":true", "rss_bytes is no figure", true)]
    [InlineData("\"rss_bytes\":52432896", "\"rss_bytes\":NaN", "is no line of JSON", false)]
    [InlineData("\"rss_bytes\":52432896", "\"rss_bytes\"", "is no line of JSON", false)]
    [InlineData("99.987}", "99.987}}", "is no line of JSON", false)]
    [InlineData("99.987}", "99.987", "is no line of JSON", false)]
    [InlineData("0.500021,", "-0.500021,", "tells no time", false)]
    [InlineData("0.500021,", "\"x\",", "tells no time", false)]
    [InlineData("58.500021Z", "x", "tells no time", false)]
    [InlineData("\"pid\":4711", "\"pid\":4711.5", "has no PID", false)]
    [InlineData("\"pid\":4711", "\"pid\":\"x\"", "has no PID", false)]
    [InlineData("\"pid\":4711", "\"pid\":4712", "belongs to another process", false)]
    [InlineData("python3", "\\ud800", "is no line of JSON", false)]
    [InlineData("\"sample\"", "\"other\"", "is no line of a recording", false)]
    [InlineData("\"sample\"", "1", "is no line of a recording", false)]
    [InlineData("{\"type\"", "[\"type\"", "is no line of a recording", false)]
    public void What_is_wrong_is_told(string part, string instead, string problem, bool isSample)
    {
        Replayed replayed = Replayed.OfText(Meta() + First + Second.Replace(part, instead, StringComparison.Ordinal));

        Assert.StartsWith($"line 3: {problem}", Assert.Single(replayed.Notices), StringComparison.Ordinal);
        Assert.Equal(isSample ? 2 : 1, replayed.Samples.Count);
        if (isSample)
            Assert.Equal("4711 python3 peak_rss=53000000 cpu=99.987", replayed.Samples[1].Total);
    }

    [Fact]
    public void Its_end_tells_everything()
    {
        RecordingDocument ended = Finished.Ordinary().Document;

        Replayed replayed = Replayed.OfText(Meta() + First + Second + End + Line("marker", Json(Marker(0.1, "lost"))) + Line("end", Json(ended)));

        Assert.Equal(Json(ended), Json(replayed.Document));
        Assert.Equal([false, false, true], replayed.Samples.Select(sample => sample.HasEnded));
        Assert.Empty(replayed.Notices);
    }

    [Fact]
    public void A_recorder_that_was_killed_told_its_markers()
    {
        Replayed replayed = Replayed.OfText(
            Meta() + First + Line("marker", Json(Marker(0.25, "load") with { Open = true })) + Line("marker", Json(Marker(0.3, "point"))) + Second
            + Line("marker", Json(Marker(0.25, "load") with { EndS = 0.4 })) + "{\"type\":\"marker\"}\n" + Second[..40]);

        Assert.Equal([("load", 0.25, 0.4, false), ("point", 0.3, null, false)], replayed.Document.Markers.Select(marker => (marker.Label, marker.ElapsedS, marker.EndS, marker.Open)));
        Assert.Equal(2, replayed.Document.MarkerLines.Markers);
        Assert.Equal(["line 7: is no marker", "the last line is not whole and was left out"], replayed.Notices);
        Assert.Null(replayed.Document.End);
        Assert.Equal(2, replayed.Samples.Count);
    }

    [Fact]
    public void More_markers_than_are_kept_are_counted()
    {
        StringBuilder text = new(Meta() + First);
        for (int i = 0; i < 40_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"type\":\"marker\",\"elapsed_s\":{i},\"label\":\"x\"}}\n");

        RecordingDocument document = Replayed.OfText(text.ToString()).Document;

        Assert.InRange(document.Markers.Count, 8_000, 16_384);
        Assert.Equal((40_000, 40_000 - document.Markers.Count), (document.MarkerLines.Markers, document.MarkerLines.LeftOut));
        Assert.InRange(document.Markers[^1].ElapsedS, 39_000, 40_000);
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"interval_s\":0.5", "\"interval_s\":-1")]
    [InlineData("\"interval_s\":0.5", "\"interval_s\":1e999")]
    [InlineData("\"target\"", "\"target_\"")]
    [InlineData("\"markers\":[]", "\"markers\":[null]")]
    [InlineData("\"metrics\":[", "\"metrics\":[null,")]
    [InlineData("\"markers\":[]", "\"markers\":[{\"elapsed_s\":1,\"label\":\"x\",\"tags\":[null]}]")]
    public void Of_a_damaged_description_only_the_rows_count(string part, string instead)
    {
        string meta = Meta();
        Assert.Contains(part, meta, StringComparison.Ordinal);

        Replayed replayed = Replayed.OfText(meta.Replace(part, instead, StringComparison.Ordinal) + First + Second);

        Assert.Equal(Replayed.OfText(Csv).Samples, replayed.Samples);
        Assert.StartsWith("line 1: does not describe the recording", Assert.Single(replayed.Notices), StringComparison.Ordinal);
        Assert.Equal("python3 (PID 4711)", replayed.Document.Title);
    }

    [Fact]
    public void Nothing_in_a_description_steers_a_terminal()
    {
        RecordingDocument hostile = Finished.WithMarkers().Document with { Target = new(1, "\e[2Jx", "\u009by", ["\e[2J"], 2), Tool = "\a", Scope = "\e" };
        hostile = hostile with { Markers = [Marker(1, "\e[31m") with { Color = "\e", Tags = ["\u202e"] }], Phases = [.. hostile.Phases!.Select(phase => phase with { Name = "\e" })] };

        RecordingDocument read = Replayed.OfText(Line("meta", Json(hostile))).Document;

        Assert.Equal(["\e[2J"], read.Target.Argv!);
        Assert.DoesNotContain("\\u00", Json(read with { Target = read.Target with { Argv = null } }), StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", Json(read), StringComparison.Ordinal);
    }

    internal static string Meta() => Line("meta", Json(Finished.Begun() with { Start = null }));

    internal static string Line(string type, string json) => $"{{\"type\":\"{type}\",{JsonNode.Parse(json)!.ToJsonString(Compact)[1..]}\n";

    private static System.Text.Json.JsonSerializerOptions Compact { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static RecordingDocument.MarkerFacts Marker(double at, string label) => new(at, label);

    private static string Json(RecordingDocument document) => Encoding.UTF8.GetString(RecordingJson.Write(document));

    private static string Json(RecordingDocument.MarkerFacts marker) => System.Text.Json.JsonSerializer.Serialize(marker, RecordingJson.Default.MarkerFacts);
}
