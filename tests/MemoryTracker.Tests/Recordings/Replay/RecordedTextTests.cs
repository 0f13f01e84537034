using System.Text;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings.Replay;

public sealed class RecordedTextTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void What_names_no_recording_says_why()
    {
        Assert.Equal("'' names no recording", Refusal(""));
        Assert.Equal($"'{_scratch.Folder}' is a folder: name the recording in it", Refusal(_scratch.Folder));
        Assert.Equal($"there is no file '{_scratch.File("a\ufffd.csv")}'", Refusal(_scratch.File("a\e.csv")));
        Assert.Equal($"there is no file '{_scratch.File("no/a.csv")}'", Refusal(_scratch.File("no/a.csv")));
    }

    [Theory]
    [InlineData("a\nb\r\nc\n", "a|b|c", false)]
    [InlineData("a\nb", "a|b", true)]
    [InlineData("\uFEFFa\n\n", "a|", false)]
    [InlineData("", "", false)]
    public void Lines(string content, string lines, bool isTorn)
    {
        using RecordedText text = Of(Encoding.UTF8.GetBytes(content));

        Assert.Equal(lines, string.Join('|', All(text)));
        Assert.Equal(isTorn, text.IsTorn);
        Assert.Null(text.Failure);
    }

    [Fact]
    public void Compressed_text_reads_the_same_and_its_share_is_that_of_the_file()
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")));
        string path = _scratch.File("x.gz");
        File.WriteAllBytes(path, Replayed.Compressed(content));
        using RecordedText text = RecordedText.Open(path);
        Assert.True(text.TryReadLine(out _));
        double begun = text.ReadShare!.Value;
        Assert.InRange(begun, 0.001, 0.999);

        Assert.Equal(99_999, All(text).Count);
        Assert.InRange(text.ReadShare.Value, begun, 1);
    }

    [Fact]
    public void Compressed_text_that_is_cut_off_says_so_and_gives_what_there_is()
    {
        byte[] whole = Replayed.Compressed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i * 7919}\n"))));
        using RecordedText text = Of(whole[..(whole.Length / 2)]);
        List<string> lines = All(text);

        Assert.Equal("its compressed data are damaged or cut off", text.Failure);
        Assert.Equal("0", lines[0]);
        Assert.InRange(lines.Count, 1_000, 99_000);
    }

    [Fact]
    public void A_stream_that_fails_says_why_and_has_no_share()
    {
        using RecordedText text = RecordedText.Of(new Failing("a\nb\n"u8.ToArray()), "x");

        Assert.Equal(["a", "b"], All(text));
        Assert.Equal("the disk is gone", text.Failure);
        Assert.Null(text.ReadShare);
    }

    private static string Refusal(string path) => Assert.Throws<RecordedFileException>(() => RecordedText.Open(path)).Message;

    private static RecordedText Of(byte[] content) => RecordedText.Of(new MemoryStream(content), "x");

    private static List<string> All(RecordedText text)
    {
        List<string> lines = [];
        while (text.TryReadLine(out ReadOnlySpan<byte> line))
            lines.Add(Encoding.UTF8.GetString(line));
        return lines;
    }

    private sealed class Failing(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position == Length ? throw new IOException("the disk is gone") : base.Read(buffer, offset, count);
    }
}
