using System.Text;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings.Replay;

/// <summary>Files that are large or strange rather than damaged.</summary>
public class StrangeFileTests
{
    private const string Header = "time,elapsed_s,pid,command,rss_bytes\n";
    private const string First = "2026-03-01T23:59:58.000000Z,0.000000,4711,python3,1\n";
    private const string Second = "2026-03-01T23:59:59.000000Z,1.000000,4711,python3,2\n";

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void A_line_of_200_MB_is_passed_over_in_little_memory(string kind)
    {
        using Scratch scratch = new();
        string sample = "{\"type\":\"sample\",\"elapsed_s\":0,\"rss_bytes\":1}\n";
        string path = scratch.Write("x", kind == "csv" ? Header + First : JsonlRecordingTests.Meta() + sample);
        // A hole: it takes no room on the disk, and reads as zeros.
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(200_000_000);
            file.Seek(0, SeekOrigin.End);
            file.Write(Encoding.UTF8.GetBytes("\n" + (kind == "csv" ? Second : sample)));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Replayed replayed = Replayed.Of(path);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, kind == "csv" ? 16 << 20 : 96 << 20);
        Assert.Equal(2, replayed.Samples.Count);
        Assert.EndsWith(": is far too long", Assert.Single(replayed.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_columns()
    {
        string names = string.Concat(Enumerable.Range(0, 10_000).Select(number => $"c{number},"));

        Replayed replayed = Replayed.OfText($"{names}elapsed_s,rss_bytes\n{new string(',', 10_000)}0,1\n");

        Assert.Equal("  rss=1", Assert.Single(replayed.Samples).Total);
        Assert.Equal("of the columns 'c0', 'c1', 'c2' and 9997 more nothing is known here: what they hold is left out", Assert.Single(replayed.Notices));
    }

    [Theory]
    [InlineData(Header)]
    [InlineData("time,elapsed_s,pid,command,rss_bytes")]
    [InlineData(Header + "\n\n\r\n")]
    public void Without_a_row_there_is_no_sample_and_that_is_told(string text)
    {
        Replayed replayed = Replayed.OfText(text);

        Assert.Empty(replayed.Samples);
        Assert.Contains("there is no sample in it", replayed.Notices);
    }

    [Theory]
    [InlineData("time;elapsed_s;pid;command;rss_bytes\n2026-03-01T23:59:58Z;0;1;x;1\n", "semicolons")]
    [InlineData("\"elapsed_s\"\t\"rss_bytes\"\r\n0\t1\r\n", "tabs")]
    [InlineData("a;b\n1;2\n", null)]
    public void Columns_that_are_not_separated_by_commas_are_told_to_be(string text, string? separator)
    {
        string message = Assert.Throws<RecordedFileException>(() => Replayed.OfText(text)).Message;

        Assert.EndsWith(separator is null ? "is no recording that is known here" : $"its columns are separated by {separator}, save it with commas between them", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_is_no_recording() => Assert.Contains(
        "is no recording that is known here",
        Assert.Throws<RecordedFileException>(() => Replayed.Of([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. new byte[1000]])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_file_that_grows_is_read_as_far_as_it_is_whole()
    {
        using Scratch scratch = new();
        string path = scratch.Write("x", Header + First);
        using RecordedFile file = RecordedFile.Open(path);
        MemoryTracker.Metrics.Sample sample = new();

        // What comes after the end was seen is left for the next time.
        Assert.True(file.TryRead(sample));
        File.AppendAllText(path, Second[..30]);
        Assert.False(file.TryRead(sample));
        Assert.Equal(1, sample.Total[MemoryTracker.Metrics.Metric.Rss]);
        Assert.Equal(TimeSpan.Zero, sample.Elapsed);
    }

    [Fact]
    public void A_pipe_is_read_like_a_file()
    {
        using AnonymousPipe pipe = new(Header + First + Second);

        Assert.Equal(Replayed.OfText(Header + First + Second).Samples, Replayed.Of(pipe.Path).Samples);
    }

    /// <summary>A pipe that holds a text, and has a name as long as it is open.</summary>
    private sealed class AnonymousPipe : IDisposable
    {
        private readonly System.IO.Pipes.AnonymousPipeServerStream _writer = new(System.IO.Pipes.PipeDirection.Out);

        public AnonymousPipe(string text)
        {
            // The read end is not to be closed with the writer.
            Path = $"/proc/self/fd/{_writer.GetClientHandleAsString()}";
            _writer.Write(Encoding.UTF8.GetBytes(text));
            _writer.SafePipeHandle.Close();
        }

        public string Path { get; }

        public void Dispose() => _writer.Dispose();
    }
}
