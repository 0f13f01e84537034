using MemoryTracker.Cli;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;
using LibC = MemoryTracker.Linux.LibC;

namespace MemoryTracker.Tests.Cli;

/// <summary>What is sent to us reaches the command. INT and QUIT are left out: they would end the test run.</summary>
[Collection(nameof(Alone))]
public class PassedSignalsTests
{
    [Theory]
    [InlineData(15, "SIGTERM")]
    [InlineData(10, "SIGUSR1")]
    [InlineData(12, "SIGUSR2")]
    public void It_reaches_the_command(int signal, string expected)
    {
        using PassedSignals signals = new();
        using LaunchedCommand command = Start();
        signals.To(command);
        _ = LibC.Kill(Environment.ProcessId, signal);

        Assert.Equal(expected, End(command).SignalName);
    }

    [Fact]
    public void What_came_before_the_command_reaches_it_too()
    {
        using PassedSignals signals = new();
        _ = LibC.Kill(Environment.ProcessId, 10);
        using LaunchedCommand command = Start();
        signals.To(command);

        Assert.Equal("SIGUSR1", End(command).SignalName);
    }

    [Fact]
    public void A_terminals_signal_does_when_we_are_not_in_its_foreground()
    {
        const int HangUp = 1;
        Assert.SkipWhen(PassedSignals.IsInForeground(), "the tests run in the foreground of a terminal, whose signals the command gets by itself");
        Assert.SkipUnless(IsCaught(HangUp), "HUP was ignored at the start of the tests (nohup)");
        using PassedSignals signals = new();
        using LaunchedCommand command = Start();
        signals.To(command);
        _ = LibC.Kill(Environment.ProcessId, HangUp);

        Assert.Equal("SIGHUP", End(command).SignalName);
    }

    private static unsafe bool IsCaught(int signal)
    {
        LibC.Disposition now;
        return LibC.SignalAction(signal, null, &now) == 0 && now.Handler != LibC.IgnoreDisposition;
    }

    private static LaunchedCommand Start() => LaunchedCommand.Start(["sleep", "1000"], new Dictionary<string, string>());

    /// <summary>Waited for with patience, so that a signal that never comes is a failure and not a test run that never ends.</summary>
    private static CommandEnd End(LaunchedCommand command)
    {
        CommandEnd end = default;
        Patience.Until(() => command.TryWait(out end), "the signal has ended the command");
        return end;
    }
}
