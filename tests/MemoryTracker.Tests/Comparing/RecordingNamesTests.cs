using MemoryTracker.Comparing;

namespace MemoryTracker.Tests.Comparing;

public class RecordingNamesTests
{
    [Theory]
    [InlineData("a.csv b.csv", "a.csv b.csv")]
    [InlineData("/runs/1/a.csv /runs/2/b.csv", "a.csv b.csv")]
    [InlineData("/runs/1/a.csv /runs/2/a.csv", "1/a.csv 2/a.csv")]
    [InlineData("x/1/a.csv y/1/a.csv b.csv", "x/1/a.csv y/1/a.csv b.csv")]
    [InlineData("a.csv x/a.csv", "a.csv x/a.csv")]
    [InlineData("a.csv a.csv b.csv", "a.csv|(1) a.csv|(2) b.csv")]
    [InlineData("/a.csv a.csv", "a.csv|(1) a.csv|(2)")]
    [InlineData("- a.csv", "standard|input a.csv")]
    [InlineData("a\u0001.csv a\u0002.csv", "a\ufffd.csv|(1) a\ufffd.csv|(2)")]
    [InlineData("/ b/", "| b")]
    public void As_much_of_the_path_as_tells_them_apart(string paths, string names) =>
        Assert.Equal(names.Split(' ').Select(name => name.Replace('|', ' ').TrimStart()), RecordingNames.Of(paths.Split(' ')).Select(name => name.TrimStart()));
}
