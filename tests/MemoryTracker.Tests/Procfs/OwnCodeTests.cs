using MemoryTracker.Procfs;

namespace MemoryTracker.Tests.Procfs;

public class OwnCodeTests
{
    [Theory]
    [InlineData("00404000-006b3000 r-xp 00004000 fe:00 5317257  /usr/bin/a program", 0x404000, 0x2af000)]
    [InlineData("00400000-00404000 r--p 00000000 fe:00 5317257                    /usr/bin/true", 0x400000, 0x4000)]
    public void What_a_file_holds_and_nobody_may_write_to_is_a_range(string line, long start, long length)
    {
        Assert.True(OwnCode.TryParseRange(line, out nint parsedStart, out nint parsedLength));
        Assert.Equal((start, length), (parsedStart, parsedLength));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("006b3000-006c3000 rw-p 002b3000 fe:00 5317257  /usr/bin/true")]
    [InlineData("006b3000-006c3000 r-xs 002b3000 fe:00 5317257  /usr/bin/true")]
    [InlineData("7ffd1000-7ffd3000 r-xp 00000000 00:00 0        [vdso]")]
    [InlineData("7ffd1000-7ffd3000 r-xp 00000000 00:00 0")]
    [InlineData("7ffd3000-7ffd1000 r-xp 00000000 fe:00 1        /x")]
    [InlineData("7ffd1000 r-xp 00000000 fe:00 1        /x")]
    [InlineData("g-h r-xp 00000000 fe:00 1        /x")]
    public void Anything_else_is_none(string line) => Assert.False(OwnCode.TryParseRange(line, out _, out _));

    [Theory]
    [InlineData("Anonymous:             0 kB", false)]
    [InlineData("Anonymous:            16 kB", true)]
    [InlineData("Swap:                  4 kB", true)]
    [InlineData("Swap:                  0 kB", false)]
    [InlineData("SwapPss:               4 kB", false)]
    [InlineData("Rss:                   4 kB", false)]
    public void Only_where_no_page_was_written_to_may_pages_be_let_go(string line, bool hasWritten) => Assert.Equal(hasWritten, OwnCode.HasWritten(line));

    [Fact]
    public void A_program_that_lets_go_of_its_code_goes_on()
    {
        string before = string.Join(',', Enumerable.Range(0, 100).Order());

        OwnCode.Release(ProcRoot.Default);

        Assert.Equal(before, string.Join(',', Enumerable.Range(0, 100).OrderDescending().Reverse()));
    }
}
