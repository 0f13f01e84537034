using System.Text;
using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Tests.Targets.Finding;

public class ProcessPatternTests
{
    [Theory]
    [InlineData("sleep", "sleep", true)]
    [InlineData("sleep", "sleepy", false)]
    [InlineData("sleep", "Sleep", false)]
    [InlineData("s*p", "sleep", true)]
    [InlineData("a)))b", "a)))b", true)]
    [InlineData("two words", "two words", true)]
    [InlineData("a\nb", "a\nb", true)]
    [InlineData("0123456789abcdefgh", "0123456789abcde", true)]
    [InlineData("0123456789abcdefgh", "0123456789abcd", false)]
    [InlineData("0123456789abcdefgh", "0123456789abcdX", false)]
    public void A_name_decides_as_far_as_the_kernel_keeps_it(string pattern, string name, bool expected) =>
        Assert.Equal(expected, ProcessPattern.OfName(pattern).MayMatch(Encoding.UTF8.GetBytes(name)));

    [Fact]
    public void A_name_that_is_cut_within_a_character_is_compared_in_bytes()
    {
        const string Name = "0123456789abcdé";

        Assert.True(ProcessPattern.OfName(Name).MayMatch(Encoding.UTF8.GetBytes(Name).AsSpan(0, 15)));
        Assert.False(ProcessPattern.OfName(Name).MayMatch("0123456789abcd"u8));
    }

    [Theory]
    [InlineData("/opt/0123456789abcdefgh|x", true)]
    [InlineData("0123456789abcdefgh", true)]
    [InlineData("/usr/bin/python3|/opt/0123456789abcdefgh|x", true)]
    [InlineData("/usr/bin/python3|x|/opt/0123456789abcdefgh", false)]
    [InlineData("/opt/0123456789abcdefgh/x", false)]
    [InlineData("/opt/0123456789abcdefghi", false)]
    [InlineData("", false)]
    public void A_long_name_is_compared_with_the_first_arguments(string arguments, bool expected) =>
        Assert.Equal(expected, ProcessPattern.OfName("0123456789abcdefgh").Matches(arguments.Split('|')));

    [Fact]
    public void A_short_name_needs_no_arguments() => Assert.True(ProcessPattern.OfName("sleep").Matches([]));

    [Theory]
    [InlineData("train\\.py$", "python3|train.py", true)]
    [InlineData("python3 train", "python3|train.py", true)]
    [InlineData("TRAIN", "python3|train.py", false)]
    [InlineData("(?i)TRAIN", "python3|train.py", true)]
    [InlineData("^train", "python3|train.py", false)]
    public void A_command_line_is_searched_for_an_expression(string regex, string arguments, bool expected) =>
        Assert.Equal(expected, ProcessPattern.OfCommandLine(regex).Matches(arguments.Split('|')));

    [Fact]
    public void A_process_without_arguments_has_no_command_line() => Assert.False(ProcessPattern.OfCommandLine("^").Matches([]));

    [Theory]
    [InlineData("(a", "the command line pattern '(a' is no regular expression: InsufficientClosingParentheses at character 2")]
    [InlineData("a[\u001b", "the command line pattern 'a[\ufffd' is no regular expression: UnterminatedBracket at character 3")]
    [InlineData("", "the command line pattern is empty, which every process matches: give a regular expression, such as 'train\\.py'")]
    public void An_expression_that_cannot_be_says_where(string regex, string message) =>
        Assert.Equal(message, Assert.Throws<PatternException>(() => ProcessPattern.OfCommandLine(regex)).Message);

    [Fact]
    public void An_empty_name_is_refused() => Assert.Contains("is empty", Assert.Throws<PatternException>(() => ProcessPattern.OfName("")).Message, StringComparison.Ordinal);
}
