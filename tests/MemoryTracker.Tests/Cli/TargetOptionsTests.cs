using System.CommandLine;
using MemoryTracker.Cli;

namespace MemoryTracker.Tests.Cli;

public class TargetOptionsTests
{
    [Theory]
    [InlineData("-p 1", false)]
    [InlineData("-p 1 --include-children", true)]
    [InlineData("-p 1 -p 2", true)]
    [InlineData("-p 1 -p 1", false)]
    [InlineData("--name a", false)]
    [InlineData("--name a --all", true)]
    [InlineData("--name a --wait", false)]
    [InlineData("--cmdline a --follow", true)]
    public void What_may_be_several_is_a_set(string arguments, bool isSet)
    {
        TargetSettings target = Read(arguments, null);

        Assert.Equal(isSet, target.IsSet);
        Assert.Equal(!isSet, target.Set.IsOneProcess);
    }

    [Fact]
    public void A_launched_command_brings_its_children_unless_told_otherwise()
    {
        Assert.True(Read("", "make", "-j2").IncludesChildren);
        TargetSettings alone = Read("--no-include-children", "make", "-j2");
        Assert.Equal((true, false, false), (alone.IsLaunch, alone.IncludesChildren, alone.IsSet));
        Assert.Equal(["make", "-j2"], alone.Command);
    }

    [Theory]
    [InlineData("", "say what to record: --pid PID, --name PATTERN, --cmdline REGEX or -- COMMAND ARG… (memory_tracker --help lists the options)")]
    [InlineData("-p 1 --name a", "say what to record in one way only: --pid PID, --name PATTERN, --cmdline REGEX or -- COMMAND ARG…")]
    [InlineData("-p 1 --all", "--all needs --name or --cmdline, which say what else to look for")]
    [InlineData("-p 1 --follow", "--follow needs --name or --cmdline, which say what else to look for")]
    [InlineData("-p 1 --wait", "--wait waits for a name (--name or --cmdline): a PID is there or not")]
    [InlineData("-p 1 --include-children --no-include-children", "--include-children and --no-include-children: only one of them can be meant")]
    public void What_does_not_go_together_is_refused(string arguments, string message) =>
        Assert.Equal((ExitCode.Usage, message), Refused(() => Read(arguments, null)));

    [Fact]
    public void Behind_the_dashes_stands_a_command() =>
        Assert.StartsWith("-- is followed by the command to launch", Refused(() => Read("", [])).Message, StringComparison.Ordinal);

    private static (int ExitCode, string Message) Refused(Action read)
    {
        UserException refusal = Assert.Throws<UserException>(read);
        return (refusal.ExitCode, refusal.Message);
    }

    private static TargetSettings Read(string arguments, params string[]? command)
    {
        TargetOptions options = new();
        RootCommand root = new();
        foreach (Option option in options.All)
            root.Options.Add(option);
        ParseResult result = root.Parse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(result.Errors);
        return options.Read(result, command);
    }
}
