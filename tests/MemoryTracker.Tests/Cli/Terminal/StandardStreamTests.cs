using MemoryTracker.Cli.Terminal;

namespace MemoryTracker.Tests.Cli.Terminal;

public class StandardStreamTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("0", false)]
    [InlineData("false", false)]
    [InlineData("False", false)]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("woodpecker", true)]
    public void A_build_machine_says_so(string? variable, bool expected) => Assert.Equal(expected, StandardStream.IsBuildMachine(variable));
}
