using MemoryTracker.Reports;

namespace MemoryTracker.Tests.Reports;

public class MarkdownTextTests
{
    [Theory]
    [InlineData("python3", "`python3`")]
    [InlineData("", "?")]
    [InlineData("@admin", "`@admin`")]
    [InlineData("#1 https://x.example [a](b) <img src=x>", "`#1 https://x.example [a](b) <img src=x>`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a``", "``` `a`` ```")]
    [InlineData(" a ", "`  a  `")]
    [InlineData("  ", "`  `")]
    [InlineData("a|b", "`a`&#124;`b`")]
    [InlineData("a\\|b", "`a\\`&#124;`b`")]
    [InlineData("|`|", "&#124;`` ` ``&#124;")]
    [InlineData("a\nb\r\n| c", "`a\ufffdb\ufffd\ufffd`&#124;`  c `")]
    [InlineData("\u202eevil\e[2J", "`\ufffdevil\ufffd[2J`")]
    public void What_comes_from_outside_is_code(string text, string code) => Assert.Equal(code, MarkdownText.Code(text));

    [Fact]
    public void A_table_has_names_to_the_left_and_figures_to_the_right() => Assert.Equal(
        "|  | RSS | CPU |\n| --- | ---: | ---: |\n| mean | 1 B | 2 % |\n| max | 3 B | 4 % |\n\n",
        MarkdownText.Table(["", "RSS", "CPU"], [["mean", "1 B", "2 %"], ["max", "3 B", "4 %"]]));

    [Fact]
    public void Without_rows_there_is_no_table() => Assert.Equal("", MarkdownText.Table(["a", "b"], []));
}
