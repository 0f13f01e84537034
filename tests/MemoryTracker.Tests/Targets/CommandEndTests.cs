using System.Globalization;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;
using LibC = MemoryTracker.Linux.LibC;

namespace MemoryTracker.Tests.Targets;

[Collection(nameof(Alone))]
public sealed class CommandEndTests : IDisposable
{
    private const int Terminate = 15;

    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(0x0000, 0, null, null, false, 0)]
    [InlineData(0x0100, 1, null, null, false, 1)]
    [InlineData(0xff00, 255, null, null, false, 255)]
    [InlineData(0x0009, null, 9, "SIGKILL", false, 137)]
    [InlineData(0x008b, null, 11, "SIGSEGV", true, 139)]
    [InlineData(0x0022, null, 34, "SIGRTMIN", false, 162)]
    [InlineData(0x0040, null, 64, "SIGRTMIN+30", false, 192)]
    [InlineData(0x0021, null, 33, "signal 33", false, 161)]
    public void What_a_status_means(int status, int? code, int? signal, string? name, bool dumped, int passedOn)
    {
        CommandEnd end = new(status, default, peakFloor: 0);

        Assert.Equal((code, signal, name, dumped, passedOn), (end.ExitCode, end.Signal, end.SignalName, end.DumpedCore, end.PassedOnCode));
    }

    [Theory]
    [InlineData(1025, 1 << 20, 1025 << 10)]
    [InlineData(1024, 1 << 20, null)]
    [InlineData(0, 0, null)]
    [InlineData(1025, null, null)]
    public void A_peak_counts_only_above_the_floor(int kibibytes, int? floor, int? expected) =>
        Assert.Equal(expected, new CommandEnd(0, new LibC.ResourceUsage { PeakRss = kibibytes }, floor).PeakRss);

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("kill -TERM $$", 143)]
    [InlineData("kill -KILL $$", 137)]
    [InlineData("kill -PIPE $$", 141)]
    [InlineData("kill -XFSZ $$", 153)]
    public void Its_code_is_passed_on_as_a_shell_does(string script, int expected)
    {
        using LaunchedCommand command = Start("sh", "-c", script);

        Assert.Equal(expected, command.Wait().PassedOnCode);
    }

    [Fact]
    public void Until_it_is_waited_for_its_files_are_there()
    {
        using LaunchedCommand command = Start("sh", "-c", "exit 5");
        Child.UntilState(command.Pid, 'Z');
        // Long enough for the framework's own handler of SIGCHLD, which other tests have set up.
        Thread.Sleep(50);
        Assert.StartsWith($"{command.Pid} (sh) Z", File.ReadAllText($"/proc/{command.Pid}/stat"), StringComparison.Ordinal);

        Assert.True(command.TryWait(out CommandEnd end));
        Assert.Equal(5, end.ExitCode);
        Assert.False(Directory.Exists($"/proc/{command.Pid}"));
        Assert.True(command.TryWait(out CommandEnd again));
        Assert.Equal(end, again);
        Assert.Equal(end, command.Wait());
    }

    [Fact]
    public async Task A_signal_reaches_it_while_it_is_waited_for_and_nobody_afterwards()
    {
        using LaunchedCommand command = Start("sleep", "1000");
        Assert.False(command.TryWait(out _));
        Task<CommandEnd> waiting = Task.Run(command.Wait, TestContext.Current.CancellationToken);
        command.Send(LibC.NoSignal);
        command.Send(Terminate);

        CommandEnd end = await waiting.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        Assert.Equal("SIGTERM", end.SignalName);
        command.Send(LibC.KillSignal);
    }

    [Fact]
    public unsafe void The_end_is_not_lost_where_ended_children_are_ignored()
    {
        // With its flags, for it may be the framework's handler.
        LibC.Disposition before;
        Assert.Equal(0, LibC.SignalAction(LibC.ChildEnded, null, &before));
        _ = LibC.SetDisposition(LibC.ChildEnded, LibC.IgnoreDisposition);
        try
        {
            using LaunchedCommand command = Start("sh", "-c", "exit 4");
            Assert.Equal(4, command.Wait().ExitCode);
        }
        finally
        {
            Assert.Equal(0, LibC.SignalAction(LibC.ChildEnded, &before, null));
        }
    }

    [Fact]
    public void What_it_used_is_what_it_says_itself()
    {
        // The floor is our own mark: as low as it can be.
        File.WriteAllText("/proc/self/clear_refs", "5");
        long size = Environment.WorkingSet + (200L << 20);
        using LaunchedCommand command = Start("/usr/bin/python3", "-c", $"""
            import resource, time
            kept = b'x' * {size}
            while time.process_time() < 0.3: pass
            used = resource.getrusage(resource.RUSAGE_SELF)
            high = [line for line in open('/proc/self/status') if line.startswith('VmHWM')][0].split()[1]
            open('{_scratch.File("used")}', 'w').write(f'{"{"}int(high) * 1024{"}"} {"{"}used.ru_utime{"}"} {"{"}used.ru_stime{"}"} {"{"}used.ru_minflt{"}"}')
            """);
        CommandEnd end = command.Wait();

        double[] used = [.. _scratch.Text("used").Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        Assert.InRange(used[0], size, size * 1.1);
        Assert.InRange(end.PeakRss ?? 0, used[0] * 0.99, used[0] * 1.01);
        // It goes on to end itself after it has looked.
        Assert.InRange(end.UserCpu.TotalSeconds, used[1], used[1] + 0.5);
        Assert.InRange(end.SystemCpu.TotalSeconds, used[2], used[2] + 0.5);
        Assert.InRange(end.MinorFaults, used[3], used[3] + 1000);
    }

    [Fact]
    public void A_small_commands_peak_is_unknown_and_not_ours()
    {
        using LaunchedCommand command = Start("true");

        Assert.Null(command.Wait().PeakRss);
    }

    private static LaunchedCommand Start(params string[] command) => LaunchedCommand.Start(command, NoVariables);
}
