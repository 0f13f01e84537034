using System.Globalization;
using System.Text;
using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Recordings.Replay;

/// <summary>Damaged recordings, thousands of them and always the same: each is refused in words or gives samples that a recorder could have taken.</summary>
public class MutationTests
{
    private const double HighestFigure = 1L << 62;
    private const int MostNotices = 12;

    private static readonly string[] Hostile =
    [
        "", ",", "\n", "\r", "\"", "\"\"", "\0", "NaN", "-Infinity", "1e308", "1e999", "-1", "-0", "0", "null", "{", "}", "[", "]", ":", "\\ud800", "\\u0000", "\ufffd", "\uFEFF",
        new('9', 400), new('a', 2000), "9223372036854775807", "0.000000", "2026-11-24T19:44:19.123456Z", "9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z", "{\"type\":\"sample\",", "{\"type\":\"end\"", "type",
        "rss_bytes", "time,elapsed_s", "4711", "2147483648",
    ];

    public static TheoryData<string, bool> Bases => new() { { "csv", false }, { "set.csv", false }, { "jsonl", false }, { "csv", true }, { "jsonl", true } };

    [Theory]
    [MemberData(nameof(Bases))]
    public void However_it_is_damaged_it_is_read_or_refused(string kind, bool isCompressed)
    {
        byte[] whole = Base(kind);
        Random random = new(kind.Length + (isCompressed ? 1000 : 0));
        using Scratch scratch = new();
        int refused = 0;
        for (int i = 0; i < 600; i++)
        {
            byte[] damaged = isCompressed ? Damage(Replayed.Compressed(Damage(whole, random, 1)), random, i % 3) : Damage(whole, random, 1 + (i % 4));
            File.WriteAllBytes(scratch.File("x"), damaged);
            try
            {
                Read(scratch.File("x"), withStatistics: i % 50 == 0);
            }
            catch (RecordedFileException error)
            {
                Assert.NotEmpty(error.Message);
                Assert.DoesNotContain(error.Message, char.IsControl);
                refused++;
            }
        }

        // Most damage leaves much to read.
        Assert.InRange(refused, 0, 400);
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void Undamaged_it_is_read_without_a_word(string kind, bool isCompressed)
    {
        Replayed replayed = Replayed.Of(isCompressed ? Replayed.Compressed(Base(kind)) : Base(kind));

        Assert.Empty(replayed.Notices);
        Assert.Equal(30, replayed.Samples.Count);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void Cut_off_in_the_middle_of_its_compressed_data_it_gives_what_could_be_read(string kind)
    {
        byte[] whole = Replayed.Compressed(Base(kind));

        Replayed replayed = Replayed.Of(whole[..(whole.Length / 2)]);

        Assert.InRange(replayed.Samples.Count, 1, 30);
        Assert.Contains(replayed.Notices, notice => notice.StartsWith("the recording ends before its end", StringComparison.Ordinal));
    }

    private static void Read(string path, bool withStatistics)
    {
        using RecordedFile file = RecordedFile.Open(path);
        ISampleSink[] sinks = withStatistics ? [new Summary(file.Metrics), new Timeline(), new ChartSeries(TimeSpan.FromMilliseconds(100), file.Metrics.InOrder)] : [];
        Sample sample = new();
        TimeSpan before = TimeSpan.Zero;
        while (file.TryRead(sample))
        {
            Assert.InRange(sample.Elapsed, before, TimeSpan.FromDays(36_600));
            before = sample.Elapsed;
            foreach (Figures row in sample.Processes.Append(sample.Total))
                Assert.All(Metric.All, metric => Assert.True(double.IsNaN(row[metric]) || row[metric] is >= 0 and <= HighestFigure));
            Assert.Equal(sample.Processes.Select(process => process.Ordinal).Order(), sample.Processes.Select(process => process.Ordinal));
            Assert.True(sample.CpuTime is null || sample.CpuTime >= TimeSpan.Zero);
            foreach (ISampleSink sink in sinks)
                sink.Add(sample);
        }

        Assert.InRange(file.Notices.Count, 0, MostNotices);
        Assert.DoesNotContain(string.Concat(file.Notices), char.IsControl);
        Assert.DoesNotContain(file.Document.Title, char.IsControl);
        Assert.NotNull(file.Document.Markers(_ => { }).Markers);
        _ = file.Document.Phases();
    }

    private static byte[] Damage(byte[] whole, Random random, int times)
    {
        for (int i = 0; i < times; i++)
        {
            int at = random.Next(whole.Length);
            int length = Math.Min(random.Next(200), whole.Length - at);
            byte[] token = Encoding.UTF8.GetBytes(Hostile[random.Next(Hostile.Length)]);
            whole = random.Next(7) switch
            {
                0 => [.. whole[..at], .. whole[(at + length)..]],
                1 => [.. whole[..(at + length)], .. whole[at..]],
                2 => [.. whole[..at], .. token, .. whole[at..]],
                3 => [.. whole[..at], .. token, .. whole[(at + Math.Min(length, token.Length))..]],
                4 => Swapped(whole, at, random.Next(whole.Length)),
                5 => [.. whole[..at], (byte)random.Next(256), .. whole[Math.Min(at + 1, whole.Length)..]],
                _ => i == 0 && at > 0 ? whole[..at] : whole,
            };
            if (whole.Length == 0)
                return [0];
        }

        return whole;
    }

    /// <summary>With the lines at two places exchanged.</summary>
    private static byte[] Swapped(byte[] whole, int one, int other)
    {
        List<string> lines = [.. Encoding.Latin1.GetString(whole).Split('\n')];
        (one, other) = (one % lines.Count, other % lines.Count);
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static byte[] Base(string kind)
    {
        StringBuilder text = new(kind == "jsonl" ? JsonlRecordingTests.Meta() : "time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent\n");
        for (int i = 0; i < 30; i++)
        {
            string time = string.Create(CultureInfo.InvariantCulture, $"2026-03-01T23:59:{i:00}.000123Z");
            string elapsed = string.Create(CultureInfo.InvariantCulture, $"{i}.000123");
            if (kind == "jsonl")
                text.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"sample\",\"time\":\"{time}\",\"elapsed_s\":{elapsed},\"pid\":4711,\"command\":\"a\\\"b\",\"rss_bytes\":{i << 20},\"peak_rss_bytes\":null,\"cpu_percent\":{i}.125}}\n");
            else if (kind == "csv")
                text.Append(CultureInfo.InvariantCulture, $"{time},{elapsed},4711,\"a,\"\"b\",{i << 20},,{i}.125\n");
            else
                text.Append(CultureInfo.InvariantCulture, $"{time},{elapsed},,,{i << 20},,{i}.125\n{time},{elapsed},4711,x,{i},,\n{time},{elapsed},{4712 + (i / 3)},y,{i},,\n");
            if (kind == "jsonl" && i % 5 == 0)
                text.Append(JsonlRecordingTests.Line("marker", string.Create(CultureInfo.InvariantCulture, $"{{\"elapsed_s\":{i},\"label\":\"m\",\"open\":true}}")));
        }

        if (kind == "jsonl")
            text.Append(JsonlRecordingTests.Line("end", Encoding.UTF8.GetString(RecordingJson.Write(Finished.WithMarkers().Document))));
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
