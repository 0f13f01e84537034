using System.Text;
using System.Text.Json;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

public class DocumentTests
{
    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_recording_that_begins(string culture) => Snapshot.Match("begun.json", Cultures.Under(culture, () => Text(Finished.Begun())));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_recording_that_has_ended(string culture) => Snapshot.Match("ended.json", Cultures.Under(culture, () => Text(Finished.Ordinary().Document)));

    [Fact]
    public void A_recording_of_which_hardly_anything_is_known() => Snapshot.Match("unknown.json", Text(Finished.OfNothing().Document));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_recording_with_markers_and_phases(string culture) => Snapshot.Match("markers.json", Cultures.Under(culture, () => Text(Finished.WithMarkers().Document)));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_recording_of_every_metric(string culture) =>
        Snapshot.Match("all.json", Cultures.Under(culture, () => Text(Finished.OfMetrics(MetricSet.All).Document)));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_recording_with_assertions(string culture) => Snapshot.Match("asserted.json", Cultures.Under(culture, () => Text(Asserted.Ordinary().Document)));

    [Fact]
    public void Assertions_read_back_as_they_were_judged()
    {
        RecordingDocument document = Asserted.Judge(Finished.OfMetrics(MetricSet.All), "rate read_bytes < 1TiB/min", "cpu < 5%", "phase 'x' duration < 5", "processes < 8").Document;

        RecordingDocument again = MemoryTracker.Recordings.Replay.ReadDocument.Of(RecordingJson.Write(document));

        Assert.Equal(4, document.Results().Count);
        Assert.Equal(document.Results(), again.Results());
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    public void A_number_that_no_double_holds_makes_no_document(string number)
    {
        string json = Text(Finished.Ordinary().Document);
        string hostile = json.Replace("\"interval_s\": ", $"\"duration_s\": {number}, \"interval_s\": ", StringComparison.Ordinal).Replace("\"duration_s\": 90,", "", StringComparison.Ordinal);

        Assert.NotNull(MemoryTracker.Recordings.Replay.ReadDocument.Of(Encoding.UTF8.GetBytes(json)));
        Assert.Throws<JsonException>(() => MemoryTracker.Recordings.Replay.ReadDocument.Of(Encoding.UTF8.GetBytes(hostile)));
    }

    [Theory]
    [InlineData("\"assertions\":[null]")]
    [InlineData("\"assertions\":[{\"text\":null}]")]
    [InlineData("\"assertions\":[{\"text\":\"x\",\"passed\":true}]")]
    [InlineData("\"assertions\":7")]
    public void Assertions_that_are_none_make_no_document(string assertions)
    {
        string json = Text(Finished.Ordinary().Document);
        byte[] hostile = Encoding.UTF8.GetBytes(json.Replace("\"statistics\":", $"{assertions},\"statistics\":", StringComparison.Ordinal));

        Assert.Throws<JsonException>(() => MemoryTracker.Recordings.Replay.ReadDocument.Of(hostile));
    }

    [Fact]
    public void The_host_is_the_machine_that_records()
    {
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.Python, ProcTree.Root);

        RecordingDocument.HostFacts host = DocumentMaker.Begin(target, new RecordingOptions(), ProcTree.Root).Host!;

        Assert.Equal(new(Environment.MachineName, "6.18.44", Environment.ProcessorCount, 24_684_084L * 1024), host);
    }

    [Fact]
    public void The_tool_names_its_version()
    {
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.Python, ProcTree.Root);

        Assert.Equal(
            $"memory_tracker {typeof(Recorder).Assembly.GetName().Version!.ToString(3)}",
            DocumentMaker.Begin(target, new RecordingOptions(), ProcTree.Root).Tool.Split('-')[0]);
    }

    [Fact]
    public void A_recording_without_a_duration_has_none()
    {
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.Python, ProcTree.Root);

        Assert.Null(DocumentMaker.Begin(target, new RecordingOptions(), ProcTree.Root).DurationS);
        Assert.Equal(90, DocumentMaker.Begin(target, new RecordingOptions { Duration = TimeSpan.FromSeconds(90) }, ProcTree.Root).DurationS);
    }

    [Theory]
    [InlineData(EndReason.TargetEnded, null, "target_ended")]
    [InlineData(EndReason.DurationOver, null, "duration")]
    [InlineData(EndReason.Stopped, "TERM", "stopped")]
    [InlineData(EndReason.LimitCrossed, null, "limit")]
    public void It_says_why_it_ended(EndReason reason, string? signal, string word)
    {
        RecordingDocument.EndFacts end = Finished.Of(Finished.ShortSamples, reason, signal).Document.End!;

        Assert.Equal((word, signal), (end.Reason, end.Signal));
        Assert.Equal(Samples.Start.AddSeconds(1), end.Time);
    }

    [Fact]
    public void Hostile_text_comes_back_as_it_was_and_cannot_steer_a_terminal()
    {
        string[] argv = ["a\"b\\c", "\e[2J\n\u009b", "</script>", "naïve 漢字 🦀", ""];
        RecordingDocument document = Finished.Begun() with { Target = new(1, "x", null, argv, 2) };

        byte[] json = RecordingJson.Write(document);

        Assert.Equal(argv, JsonDocument.Parse(json).RootElement.GetProperty("target").GetProperty("argv").EnumerateArray().Select(value => value.GetString()));
        Assert.DoesNotContain(Encoding.UTF8.GetString(json), character => char.IsControl(character) && character != '\n');
        Assert.Contains("naïve 漢字", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_told_of_the_processes_of_the_whole_is_not_told_of_a_part()
    {
        Finished finished = Finished.Ordinary();
        RecordingDocument whole = finished.Document with { Processes = [new(7, 1, 100, "cc", 0, 1, 1 << 20, 0.5, 0, null)], ProcessesNotListed = 5, Restarts = 2 };

        RecordingDocument part = whole.Retell(finished.Summary, 5, isPart: true);

        Assert.Equal((null, 0, 0), (part.Processes, part.ProcessesNotListed, part.Restarts));
        RecordingDocument again = whole.Retell(finished.Summary, 5, isPart: false);
        Assert.Equal((whole.Processes, 5, 2), (again.Processes, again.ProcessesNotListed, again.Restarts));
    }

    [Fact]
    public void What_was_written_reads_back_the_same()
    {
        byte[] json = RecordingJson.Write(Finished.Ordinary().Document);

        Assert.Equal(json, RecordingJson.Write(JsonSerializer.Deserialize(json, RecordingJson.Default.RecordingDocument)!));
    }

    private static string Text(RecordingDocument document) => Encoding.UTF8.GetString(RecordingJson.Write(document));
}
