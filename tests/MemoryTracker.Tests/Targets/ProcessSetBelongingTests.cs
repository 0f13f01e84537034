using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;
using LibC = MemoryTracker.Linux.LibC;

namespace MemoryTracker.Tests.Targets;

/// <summary>Who belongs to a set, and that nobody is counted twice or for another one.</summary>
[Collection(nameof(Alone))]
public sealed class ProcessSetBelongingTests : IDisposable
{
    private static readonly Dictionary<string, string> NoVariables = [];
    private static readonly SetOptions Tree = new() { IncludesChildren = true };

    public void Dispose() => _ = LibC.ProcessControl(LibC.AdoptOrphans, 0, 0, 0, 0);

    [Fact]
    public void A_child_that_we_had_before_the_command_does_not_belong_to_it()
    {
        using Child before = Child.Sleeping();
        using ProcessSet set = ProcessSet.Launch(["sleep", "1000"], NoVariables, Tree, ProcRoot.Default, out LaunchedCommand command);
        using LaunchedCommand launched = command;
        set.Open(MetricSet.DefaultOfSet.Sources, 0);
        try
        {
            Assert.True(set.TryRead(out _));
            Assert.True(set.TryRead(out Reading reading));
            Assert.Equal(1, reading.Processes);
            Assert.Equal(command.Pid, Assert.Single(set.Largest).Id.Pid);
        }
        finally
        {
            Kill(command);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void A_child_that_nobody_waited_for_is_one_process_whatever_was_told_before_it_was_found(int milliseconds)
    {
        using ProcessSet set = ProcessSet.Launch(["sh", "-c", "true & exec sleep 1000"], NoVariables, Tree, ProcRoot.Default, out LaunchedCommand command);
        using LaunchedCommand launched = command;
        set.Open(MetricSet.DefaultOfSet.Sources, 0);
        try
        {
            string children = $"/proc/{command.Pid}/task/{command.Pid}/children";
            Patience.Until(() => File.ReadAllText(children).Length > 0, "it has a child");
            int child = int.Parse(File.ReadAllText(children), CultureInfo.InvariantCulture);
            Child.UntilState(child, 'Z');
            // With time, the kernel's word of the end comes before the first look.
            Thread.Sleep(milliseconds);
            for (int i = 0; i < 20; i++)
            {
                Assert.True(set.TryRead(out _));
                Thread.Sleep(5);
            }

            Assert.Equal([command.Pid, child], set.Largest.Select(process => process.Id.Pid));
            Assert.Equal(2, set.Count);
            Assert.NotNull(set.Largest.Single(process => process.Id.Pid == child).CpuTime);
        }
        finally
        {
            Kill(command);
        }
    }

    [Fact]
    public void Of_a_command_recorded_alone_an_orphan_that_comes_to_us_is_not_counted()
    {
        using Scratch scratch = new();
        // As the first process of a PID namespace does, which every orphan comes to.
        Assert.True(LaunchedCommand.AdoptOrphans());
        const string Script = "( sh -c 'echo $$ >\"$0\".new; mv \"$0\".new \"$0\"; i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done' \"$0\" & ); exec sleep 1000";
        using ProcessSet set = ProcessSet.Launch(
            ["sh", "-c", Script, scratch.File("pid")], NoVariables, new SetOptions { IsOneProcess = true }, ProcRoot.Default, out LaunchedCommand command);
        using LaunchedCommand launched = command;
        set.Open(MetricSet.DefaultOfSet.Sources, 0);
        try
        {
            Reading reading = default;
            Patience.Until(() => set.TryRead(out reading) && File.Exists(scratch.File("pid")), "the orphan has begun");
            int orphan = int.Parse(scratch.Text("pid"), CultureInfo.InvariantCulture);
            Patience.Until(() => set.TryRead(out reading) && !Directory.Exists($"/proc/{orphan}"), "the orphan has ended and was waited for");

            Assert.True(set.TryRead(out reading));
            Assert.InRange(reading.CpuTime!.Value, 0, 50_000_000);
        }
        finally
        {
            Kill(command);
        }
    }

    [Fact]
    public void Memory_that_a_child_borrowed_before_the_recording_is_counted_once()
    {
        using Scratch scratch = new();
        Assert.Equal(0, Harness.LibC.MakeFifo(scratch.File("fifo"), 0x180));

        // A spawned child is one with its parent until exec, before which it waits here for somebody to write.
        const string Program = "import os, sys; kept = b'x' * (50 << 20); "
            + "os.waitpid(os.posix_spawn('/bin/true', ['true'], {}, file_actions=[(os.POSIX_SPAWN_OPEN, 0, sys.argv[1], os.O_RDONLY, 0)]), 0)";
        using System.Diagnostics.Process parent = System.Diagnostics.Process.Start("/usr/bin/python3", ["-c", Program, scratch.File("fifo")]);
        try
        {
            Patience.Until(() => File.ReadAllText($"/proc/{parent.Id}/task/{parent.Id}/children").Length > 0, "it has a child");
            using ProcessSet set = ProcessSet.Attach([parent.Id], Tree, ProcRoot.Default);
            set.Open([.. MetricSet.DefaultOfSet.Sources, RawSource.Memory], 0);

            Assert.True(set.TryRead(out Reading reading));
            Assert.Equal((2, 2), (reading.Processes, reading.Memory.Threads));
            Assert.InRange(reading.Rss!.Value, 50 << 20, 90 << 20);
            Assert.InRange(reading.Memory.Anon!.Value, 50 << 20, 90 << 20);
        }
        finally
        {
            // Its parent then waits for it, so that no orphan is left to the tests after this one.
            File.WriteAllText(scratch.File("fifo"), "");
            parent.WaitForExit();
        }
    }

    [Fact]
    public void Ticks_in_which_nobody_comes_allocate_nothing_whatever_zombies_there_are()
    {
        const int Ticks = 1000;
        using Child parent = Child.Heartless(out int zombie);
        using ProcessSet set = ProcessSet.Attach([parent.Pid], Tree, ProcRoot.Default);
        set.Open(MetricSet.DefaultOfSet.Sources, 0);
        Assert.True(set.TryRead(out Reading reading));
        Assert.Equal(2, reading.Processes);
        Assert.Equal(0, LibC.Kill(zombie, LibC.KillSignal));
        Child.UntilState(zombie, 'Z');
        for (int i = 0; i < Ticks; i++)
            Assert.True(set.TryRead(out reading));
        Assert.Equal(1, reading.Processes);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Ticks; i++)
            _ = set.TryRead(out reading);
        // Others' processes may come and be looked at meanwhile.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Ticks * 8);
    }

    private static void Kill(LaunchedCommand command)
    {
        command.Send(LibC.KillSignal);
        _ = command.Wait();
    }
}
