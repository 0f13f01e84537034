using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;
using LibC = MemoryTracker.Linux.LibC;

namespace MemoryTracker.Tests.Targets;

/// <summary>Descendants whose parent has ended become our children.</summary>
[Collection(nameof(Alone))]
public sealed class OrphanTests : IDisposable
{
    private static readonly Dictionary<string, string> NoVariables = [];

    public OrphanTests() => Assert.True(LaunchedCommand.AdoptOrphans());

    public void Dispose() => _ = LibC.ProcessControl(LibC.AdoptOrphans, 0, 0, 0, 0);

    [Fact]
    public void A_daemon_that_forked_twice_is_found_when_it_has_ended()
    {
        // The brackets' shell ends at once, and leaves its child behind.
        using LaunchedCommand command = Start("( sh -c 'exit 7' & ); exec sleep 1000");
        int orphan = 0;
        Patience.Until(() => command.TryTakeOrphan(out orphan), "the orphan has ended");

        Assert.NotEqual(command.Pid, orphan);
        Assert.StartsWith($"{orphan} (sh) Z {Environment.ProcessId} ", File.ReadAllText($"/proc/{orphan}/stat"), StringComparison.Ordinal);
        Assert.True(command.TryTakeOrphan(out int again));
        Assert.Equal(orphan, again);
        CommandEnd end = command.Reap(orphan);
        Assert.Equal(7, end.ExitCode);
        Assert.InRange(end.PeakRss ?? 1, 1, 50 << 20);
        Assert.False(command.TryTakeOrphan(out _));
        command.Send(LibC.KillSignal);
        Assert.Equal("SIGKILL", command.Wait().SignalName);
    }

    [Fact]
    public void The_command_is_no_orphan_and_those_behind_it_come_after_it()
    {
        using LaunchedCommand command = Start("sh -c 'sleep 0.2; exit 8' & exit 3");
        Child.UntilState(command.Pid, 'Z');

        Assert.False(command.TryTakeOrphan(out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => command.Reap(command.Pid));
        Assert.Equal(3, command.Wait().ExitCode);
        int orphan = 0;
        Patience.Until(() => command.TryTakeOrphan(out orphan), "the orphan has ended");
        Assert.Equal(8, command.Reap(orphan).ExitCode);
    }

    private static LaunchedCommand Start(string script) => LaunchedCommand.Start(["sh", "-c", script], NoVariables);
}
