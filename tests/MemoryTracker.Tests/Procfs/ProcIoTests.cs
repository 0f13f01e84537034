using System.Globalization;
using System.Text;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class ProcIoTests
{
    [Fact]
    public void A_captured_file_tells_everything()
    {
        ProcIo io = ProcIo.Parse(ProcTree.Read(ProcTree.Python, "io"));

        Assert.Equal((1354000L, 123457L, 24576L, 126976L), (io.ReadChars, io.WrittenChars, io.ReadBytes, io.WriteBytes));
    }

    [Fact]
    public void What_the_kernel_takes_back_is_not_taken_for_what_it_wrote() =>
        Assert.Null(Parse("syscr: 1\nsyscw: 2\ncancelled_write_bytes: 9\n").WriteBytes);

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("18446744073709551615", null)]
    [InlineData("-1", null)]
    [InlineData("12x", null)]
    [InlineData("1 2", null)]
    [InlineData("", null)]
    public void A_number_that_does_not_fit_or_is_none_is_unknown(string written, long? bytes) =>
        Assert.Equal(bytes, Parse($"rchar: {written}\n").ReadChars);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n:\n")]
    [InlineData("rchar 5\n")]
    [InlineData(" rchar: 5\n")]
    [InlineData("rchar: 5")]
    public void What_is_no_line_tells_nothing(string text) => Assert.Null(Parse(text).ReadChars);

    [Fact]
    public void Text_that_is_cut_anywhere_gives_the_right_figure_or_none()
    {
        byte[] text = ProcTree.Read(ProcTree.Python, "io");
        ProcIo whole = ProcIo.Parse(text);
        for (int length = 0; length < text.Length; length++)
        {
            ProcIo cut = ProcIo.Parse(text.AsSpan(0, length));
            string at = "cut at byte " + length.ToString(CultureInfo.InvariantCulture);

            Assert.True(cut.ReadChars is null || cut.ReadChars == whole.ReadChars, at);
            Assert.True(cut.WrittenChars is null || cut.WrittenChars == whole.WrittenChars, at);
            Assert.True(cut.ReadBytes is null || cut.ReadBytes == whole.ReadBytes, at);
            Assert.True(cut.WriteBytes is null || cut.WriteBytes == whole.WriteBytes, at);
        }
    }

    private static ProcIo Parse(string text) => ProcIo.Parse(Encoding.UTF8.GetBytes(text));
}
