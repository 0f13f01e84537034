using System.Diagnostics;
using System.Globalization;
using MemoryTracker.Linux;
using MemoryTracker.Procfs;
using MemoryTracker.Targets.Events;
using MemoryTracker.Tests.Harness;
using static MemoryTracker.Targets.Events.ProcessEventKind;

namespace MemoryTracker.Tests.Targets.Events;

public class ProcessEventsTests
{
    private const int KilledBySignal9 = 9;

    [Fact]
    public void Twenty_children_of_30_ms_are_all_told_with_parent_command_and_how_they_ended()
    {
        EventScript run = EventScript.Run(
            """
            for i in range(20):
                pid = os.spawnl(os.P_NOWAIT, '/bin/sh', 'sh', '-c', f'sleep 0.03; exit {i}')
                print(pid, flush=True)
                os.waitpid(pid, 0)
            """);

        int[] children = [.. run.Output.Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        Assert.Equal(20, children.Length);
        for (int i = 0; i < children.Length; i++)
        {
            ProcessEvent[] told = run.Of(children[i]);
            Assert.Equal(run.TellsPeaks ? [Forked, Executed, Accounted, Exited] : [Forked, Executed, Exited], told.Select(one => one.Kind));
            Assert.Equal(run.Pid, told[0].Parent);
            Assert.Equal("sh", told[1].Command.ToString());
            Assert.Equal(i << 8, told[^1].WaitStatus);
            Assert.True(told[0].At <= told[1].At && told[1].At + 30_000_000 <= told[^1].At);
            Assert.Contains(run.Told, one => one.Kind == Executed && one.Command.ToString() == "sleep");
        }

        Assert.True(run.IsComplete);
        Assert.Equal(0, run.Lost);
    }

    [Fact]
    public void Times_are_those_of_the_monotonic_clock()
    {
        long before = Clock.Now;
        EventScript run = EventScript.Run("os.waitpid(os.spawnl(os.P_NOWAIT, '/bin/true', 'true'), 0)");

        Assert.All(run.Told, one => Assert.InRange(one.At, before, Clock.Now));
    }

    [Fact]
    public void A_signal_that_kills_is_told()
    {
        EventScript run = EventScript.Run(
            """
            pid = os.fork()
            if pid == 0:
                time.sleep(1000)
            os.kill(pid, signal.SIGKILL)
            print(pid, flush=True)
            os.waitpid(pid, 0)
            os.kill(os.getpid(), signal.SIGTERM)
            """);

        Assert.Equal(KilledBySignal9, run.Of(int.Parse(run.Output[0], CultureInfo.InvariantCulture))[^1].WaitStatus);
        Assert.Equal(15, run.Of(run.Pid)[^1].WaitStatus);
    }

    [Fact]
    public void What_was_forked_twice_is_told_with_the_parent_it_had()
    {
        EventScript run = EventScript.Run(
            """
            r, w = os.pipe()
            pid = os.fork()
            if pid == 0:
                if os.fork() == 0:
                    time.sleep(0.05)
                    os.close(w)
                    os._exit(7)
                os._exit(0)
            os.waitpid(pid, 0)
            os.close(w)
            os.read(r, 1)
            time.sleep(0.05)
            """);

        ProcessEvent[] forks = run.Of(Forked);
        Assert.Equal([run.Pid, forks[0].Pid], forks.Select(one => one.Parent));
        Assert.Equal(7 << 8, run.Of(forks[1].Pid)[^1].WaitStatus);
    }

    [Fact]
    public void A_fork_from_another_thread_is_told_of_the_process()
    {
        EventScript run = EventScript.Run(
            """
            def work():
                pid = os.fork()
                if pid == 0:
                    os._exit(3)
                os.waitpid(pid, 0)
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
            """);

        ProcessEvent fork = Assert.Single(run.Of(Forked));
        Assert.Equal(run.Pid, fork.Parent);
        Assert.Equal(3 << 8, run.Of(fork.Pid)[^1].WaitStatus);
    }

    [Fact]
    public void Another_program_in_the_same_process_is_told_by_its_name()
    {
        EventScript run = EventScript.Run("os.execv('/bin/sleep', ['sleep', '0.05'])");

        ProcessEvent[] told = run.Of(run.Pid);
        Assert.Equal("sleep", Assert.Single(run.Of(Executed)).Command.ToString());
        Assert.Equal(Exited, told[^1].Kind);
        Assert.Equal(0, told[^1].WaitStatus);
        if (run.TellsPeaks)
            Assert.InRange(told[^2].PeakRss!.Value, 100_000, 5_000_000);
    }

    [Fact]
    public void Another_program_begun_by_another_thread_is_no_end()
    {
        EventScript run = EventScript.Run(
            """
            threading.Thread(target=lambda: os.execv('/bin/sh', ['sh', '-c', 'sleep 0.05; exit 4'])).start()
            time.sleep(1000)
            """);

        Assert.Equal([Executed, Exited], run.Of(run.Pid).Select(one => one.Kind).Where(kind => kind != Accounted));
        Assert.Equal(4 << 8, run.Of(run.Pid)[^1].WaitStatus);
        Assert.Contains(run.Of(Forked), one => one.Parent == run.Pid);
    }

    [Theory]
    [InlineData("os._exit(0)", 0)]
    [InlineData("os._exit(5)", null)]
    public void A_process_whose_first_thread_has_ended_goes_on_until_its_last_one_ends(string end, int? status)
    {
        EventScript run = EventScript.Run(
            $"""
            def work():
                time.sleep(0.1)
                pid = os.fork()
                if pid == 0:
                    os._exit(1)
                os.waitpid(pid, 0)
                {end}
            threading.Thread(target=work).start()
            import ctypes
            ctypes.CDLL(None).syscall({(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64 ? 60 : 93)}, 0)
            """);

        ProcessEvent fork = Assert.Single(run.Of(Forked));
        ProcessEvent exit = run.Of(run.Pid)[^1];
        Assert.Equal(run.Pid, fork.Parent);
        Assert.Equal(status, exit.WaitStatus);
        Assert.True(exit.At > fork.At);
    }

    [Fact]
    public void Two_thousand_forks_in_a_burst_are_all_told()
    {
        EventScript run = EventScript.Run(
            """
            for i in range(2000):
                pid = os.fork()
                if pid == 0:
                    os._exit(i % 200)
                os.waitpid(pid, 0)
            """);

        Assert.Equal(2000, run.Of(Forked).Select(one => one.Pid).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => (int?)(i % 200 << 8)), run.Of(Exited).SkipLast(1).Select(one => one.WaitStatus));
        Assert.True(run.IsComplete);
        // The kernel may leave out one of these when it is out of memory for the moment, and tells nobody.
        if (run.TellsPeaks)
            Assert.InRange(run.Of(Accounted).Length, 1980, 2001);
    }

    [Fact]
    public void Threads_are_no_events()
    {
        EventScript run = EventScript.Run(
            """
            for i in range(1000):
                thread = threading.Thread(target=lambda: None)
                thread.start()
                thread.join()
            """);

        Assert.All(run.Told, one => Assert.Equal(run.Pid, one.Pid));
        Assert.DoesNotContain(run.Told, one => one.Kind is Forked or Executed);
    }

    [Fact]
    public void The_peak_of_a_process_of_30_ms_is_told()
    {
        const long Size = 100_000_000;
        EventScript run = EventScript.Run(
            """
            def child(size):
                pid = os.fork()
                if pid == 0:
                    memory = bytearray(b'x') * size
                    time.sleep(0.03)
                    os._exit(0)
                print(pid, flush=True)
                os.waitpid(pid, 0)
            child(1)
            child(100_000_000)
            """);
        Need.That(run.TellsPeaks, "taskstats, which takes CAP_NET_ADMIN");

        long[] peaks = [.. run.Output.Select(line => run.Of(int.Parse(line, CultureInfo.InvariantCulture)).Single(one => one.Kind == Accounted).PeakRss!.Value)];
        Assert.InRange(peaks[1] - peaks[0], Size - 2_000_000, Size + 2_000_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_CPU_time_of_a_process_is_told_with_that_of_its_ended_threads(bool inThread)
    {
        EventScript run = EventScript.Run(
            $"""
            pid = os.fork()
            if pid == 0:
                def work():
                    end = time.process_time() + 0.2
                    while time.process_time() < end:
                        pass
                if {inThread}:
                    thread = threading.Thread(target=work)
                    thread.start()
                    thread.join()
                else:
                    work()
                print(os.getpid(), int(time.process_time() * 1e9), flush=True)
                os._exit(0)
            os.waitpid(pid, 0)
            """);
        Need.That(run.TellsPeaks, "taskstats, which takes CAP_NET_ADMIN");

        long[] truth = [.. run.Output[0].Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        ProcessEvent account = run.Of((int)truth[0]).Single(one => one.Kind == Accounted);
        Assert.InRange(account.CpuTime!.Value - truth[1], -20_000_000, 20_000_000);
        Assert.Equal("python3", account.Command.ToString());
    }

    [Fact]
    public void What_nobody_follows_is_not_told()
    {
        using ProcessEvents events = EventScript.Listen();
        using (Process process = Process.Start("sleep", "0.01"))
            process.WaitForExit();
        EventScript later = EventScript.Run("");
        List<ProcessEvent> told = [];

        Assert.True(events.Take(told));
        Assert.Empty(told);
        Assert.NotEmpty(later.Told);
    }

    [Fact]
    public void Taking_what_has_come_allocates_nothing()
    {
        using ProcessEvents events = EventScript.Listen();
        List<ProcessEvent> told = new(16);
        _ = events.Take(told);

        Assert.Equal(0, Allocations.Of(() => _ = events.Take(told)));
    }

    [Fact]
    public void In_other_namespaces_it_is_refused_in_words()
    {
        ProcessStartInfo start = new("unshare", ["-rpf", "--mount-proc", Environment.ProcessPath!, "-explicit", "only", "-method", "*.Inside_other_namespaces"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Need.That(output.Contains("Total:", StringComparison.Ordinal), "user namespaces");

        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void Inside_other_namespaces()
    {
        ProcessEvents? events = ProcessEvents.TryListen(ProcRoot.Default, out string? whyNot);

        Assert.Null(events);
        Assert.Equal("the kernel tells of process events in the machine's own PID and user namespaces only", whyNot);
    }

    [Fact]
    public void Where_there_is_no_proc_file_system_nothing_fails()
    {
        ProcessEvents? events = ProcessEvents.TryListen(new ProcRoot("/nowhere"), out string? whyNot);

        Assert.Equal(events is null, whyNot is not null);
        events?.Dispose();
    }
}
