using System.Text;
using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Tests.Targets.Finding;

public class NameGlobTests
{
    [Theory]
    [InlineData("*", "")]
    [InlineData("*", "anything")]
    [InlineData("**", "x")]
    [InlineData("py*", "python3")]
    [InlineData("*3", "python3")]
    [InlineData("p*n*3", "python3")]
    [InlineData("*a*a*b", "aaaaaaaaaaaaaab")]
    [InlineData("*aab", "aaab")]
    [InlineData("a*bc", "abbc")]
    [InlineData("python?", "python3")]
    [InlineData("python[0-9]", "python3")]
    [InlineData("python[!a-z]", "python3")]
    [InlineData("[abc]x", "bx")]
    [InlineData("[a-c-]x", "-x")]
    [InlineData("[-a]x", "-x")]
    [InlineData("[]]x", "]x")]
    [InlineData("[!]]x", "[x")]
    [InlineData("[[]kw]", "[kw]")]
    [InlineData("a[*]b", "a*b")]
    [InlineData("[!!]", "x")]
    [InlineData("?", "é")]
    [InlineData("[à-ü]", "é")]
    [InlineData("*?", "€")]
    [InlineData("a?b", "a\nb")]
    [InlineData("a)))*", "a)))b")]
    public void A_name_that_fits_matches(string pattern, string name) => Assert.True(Matches(pattern, name));

    [Theory]
    [InlineData("?", "")]
    [InlineData("[!a]", "")]
    [InlineData("py*", "spy")]
    [InlineData("py*", "Python")]
    [InlineData("*3", "python3x")]
    [InlineData("python?", "python")]
    [InlineData("python?", "python31")]
    [InlineData("python[0-9]", "pythonx")]
    [InlineData("python[!0-9]", "python3")]
    [InlineData("*a*a*c", "aaaaaaaaaaaaaab")]
    [InlineData("??", "é")]
    [InlineData("*??", "€")]
    [InlineData("a[*]b", "axb")]
    [InlineData("x*", "")]
    public void One_that_does_not_fit_does_not(string pattern, string name) => Assert.False(Matches(pattern, name));

    [Fact]
    public void A_character_that_the_kernel_has_cut_is_one() =>
        Assert.True(new NameGlob("caf?").Matches([.. "caf"u8, 0xc3]));

    [Theory]
    [InlineData("a[b", "the name pattern 'a[b' opens a [ at character 2 that is never closed: add ], or write [[] for the character itself")]
    [InlineData("[", "the name pattern '[' opens a [ at character 1 that is never closed: add ], or write [[] for the character itself")]
    [InlineData("[]", "the name pattern '[]' opens a [ at character 1 that is never closed: add ], or write [[] for the character itself")]
    [InlineData("[!]", "the name pattern '[!]' opens a [ at character 1 that is never closed: add ], or write [[] for the character itself")]
    [InlineData("x[z-a]", "the name pattern 'x[z-a]' has a range that runs backwards at character 3: write the lower end first")]
    [InlineData("0123456789abcdef*", "the name pattern '0123456789abcdef*' needs 16 bytes, and the kernel keeps 15 of a name: shorten it with *, or match the command line")]
    public void A_pattern_that_cannot_be_says_where(string pattern, string message) =>
        Assert.Equal(message, Assert.Throws<PatternException>(() => new NameGlob(pattern)).Message);

    [Fact]
    public void As_many_bytes_as_a_name_has_are_no_error() => Assert.True(Matches("0123456789abcd?*", "0123456789abcde"));

    private static bool Matches(string pattern, string name) => new NameGlob(pattern).Matches(Encoding.UTF8.GetBytes(name));
}
