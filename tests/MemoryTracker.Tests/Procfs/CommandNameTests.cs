using System.Text;
using MemoryTracker.Procfs;

namespace MemoryTracker.Tests.Procfs;

public class CommandNameTests
{
    [Fact]
    public void More_than_the_kernel_keeps_is_cut() => Assert.Equal("0123456789abcde", new CommandName("0123456789abcdef"u8).ToString());

    [Fact]
    public void Names_are_equal_when_their_bytes_are()
    {
        Assert.True(new CommandName("sleep"u8) == new CommandName("sleep"u8));
        Assert.Equal(new CommandName("sleep"u8).GetHashCode(), new CommandName("sleep"u8).GetHashCode());
        Assert.True(new CommandName("sleep"u8) != new CommandName("sleeq"u8));
        Assert.True(new CommandName("sleep"u8) != new CommandName("slee"u8));
        Assert.True(new CommandName("a"u8) != new CommandName("a\0"u8));
        Assert.True(new CommandName([]) == default);
    }

    [Theory]
    [InlineData(@"a\nb", "a\nb")]
    [InlineData(@"a\\b", @"a\b")]
    [InlineData(@"a\\nb", @"a\nb")]
    [InlineData(@"a\\\nb", "a\\\nb")]
    [InlineData(@"a\", @"a\")]
    [InlineData(@"\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\", @"\\\\\\\\\\\\\\\")]
    [InlineData(@"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n")]
    public void The_kernels_escapes_are_taken_back(string escaped, string name) =>
        Assert.Equal(name, Encoding.UTF8.GetString(CommandName.Unescape(Encoding.UTF8.GetBytes(escaped)).Raw));

    [Fact]
    public void Any_byte_in_a_name_survives_the_kernels_escaping()
    {
        for (byte value = 1; value < byte.MaxValue; value++)
        {
            // As fs/proc/array.c writes it: seq_escape_str of newline and backslash.
            byte[] escaped = value switch { (byte)'\n' => [.. @"\n"u8], (byte)'\\' => [.. @"\\"u8], _ => [value] };

            Assert.Equal<byte>([(byte)'a', value, (byte)'n'], CommandName.Unescape([(byte)'a', .. escaped, (byte)'n']).Raw);
        }
    }

    [Fact]
    public void A_name_is_shown_without_what_steers_a_terminal() => Assert.Equal("a\ufffd[2Jb", new CommandName("a\e[2Jb"u8).ToString());
}
