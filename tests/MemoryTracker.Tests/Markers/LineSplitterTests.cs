using System.Text;
using MemoryTracker.Markers;

namespace MemoryTracker.Tests.Markers;

public class LineSplitterTests
{
    private const int Longest = 64 << 10;

    private readonly LineSplitter _lines = new();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(Longest)]
    public void Lines_are_the_same_whatever_the_pieces_are(int piece)
    {
        Assert.Equal(["a", "", "b c\r", "d"], Read("a\n\nb c\r\nd\n", piece));
        Assert.False(_lines.TryRest(out _));

        Assert.Equal(["e"], Read("e\nf", piece));
        Assert.True(_lines.TryRest(out ReadOnlySpan<byte> rest));
        Assert.Equal("f"u8, rest);
    }

    [Theory]
    [InlineData(Longest - 1, false)]
    [InlineData(Longest, true)]
    [InlineData(Longest + 1, true)]
    [InlineData((3 * Longest) + 5, true)]
    public void Of_an_overlong_line_the_beginning_is_told_once(int length, bool isOverlong)
    {
        string[] told = Read($"a\n{new string('x', length)}\nb\n", 1000);

        Assert.Equal(["a", new string('x', isOverlong ? Longest : length), "b"], told);
    }

    [Fact]
    public void The_rest_of_an_overlong_line_that_nothing_ends_is_no_line()
    {
        _ = Read(new string('x', Longest + 5), 1000);

        Assert.False(_lines.TryRest(out _));
    }

    [Fact]
    public void How_much_lies_behind_a_line_is_counted_from_its_end()
    {
        "ab\nc\nde"u8.CopyTo(_lines.Room);
        _lines.Add("ab\nc\nde"u8.Length);

        Assert.True(_lines.TryNext(out _, out int first));
        Assert.True(_lines.TryNext(out _, out int second));
        Assert.Equal((5, 3), (first, second));
    }

    [Fact]
    public void Nothing_of_one_file_becomes_a_part_of_the_next()
    {
        _ = Read("abc", 10);
        _lines.Clear();

        Assert.Equal(["d"], Read("d\n", 10));
    }

    private string[] Read(string text, int piece)
    {
        List<string> told = [];
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<byte> next = rest[..Math.Min(Math.Min(piece, rest.Length), _lines.Room.Length)];
            next.CopyTo(_lines.Room);
            _lines.Add(next.Length);
            rest = rest[next.Length..];
            while (_lines.TryNext(out ReadOnlySpan<byte> line, out _))
                told.Add(Encoding.UTF8.GetString(line));
        }

        return [.. told];
    }
}
