using MemoryTracker.Linux;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;
using LibC = MemoryTracker.Linux.LibC;

namespace MemoryTracker.Tests.Targets;

/// <summary>A process of a set that cannot be held for want of descriptors: it is opened anew at each reading, and is that very process or none.</summary>
public sealed class MemberTests : IDisposable
{
    private readonly Child _child = Child.Sleeping().UntilNamed("sleep");
    private readonly ProcessOpener _opener = new(ProcRoot.Default);

    public void Dispose() => _child.Dispose();

    [Fact]
    public void Let_go_it_is_read_as_before()
    {
        using Member member = Of(_child.Pid);
        long? rss = Settled(member);
        Assert.True(member.EndDescriptor >= 0);

        member.LetGo();

        Assert.True(Read(member));
        Assert.Equal((rss, 1L, 0L), (member.Reading.Rss, member.Reading.Processes, member.FailedReads));
        Assert.Equal(Environment.ProcessId, member.Parent);
        Assert.Equal(-1, member.EndDescriptor);
        Assert.Empty(member.Unreadable);
        Assert.Null(member.FirstFailure);
    }

    /// <summary>Its RSS once it has started: when two looks find the same.</summary>
    private static long? Settled(Member member)
    {
        long? before;
        do
        {
            Assert.True(Read(member));
            before = member.Reading.Rss;
            Thread.Sleep(50);
            Assert.True(Read(member));
        }
        while (member.Reading.Rss != before);
        return before;
    }

    [Fact]
    public void Let_go_its_end_is_seen()
    {
        using Member member = Of(_child.Pid);
        member.LetGo();
        Assert.True(Read(member));

        _child.End();

        Assert.False(Read(member));
        Assert.True(member.IsGone);
        Assert.Equal(0, member.FailedReads);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_had_used_when_the_clocks_were_read_counts_though_it_went_before_it_was_read_itself(bool isLetGo)
    {
        using Child busy = Child.Busy();
        using Member member = Of(busy.Pid);
        Assert.True(Read(member));
        if (isLetGo)
            member.LetGo();
        long before = member.Used.Cpu!.Value;
        CpuClocks clocks = new();
        long first = Clock.ProcessCpu(busy.Pid)!.Value;
        Patience.Until(() => Clock.ProcessCpu(busy.Pid) > first + 50_000_000, "it has used 50 ms");
        clocks.Read([busy.Pid]);
        busy.End();

        Assert.False(member.Read(clocks, 0));

        Assert.True(member.IsGone);
        Assert.InRange(member.Used.Cpu!.Value - before, 50_000_000, long.MaxValue);
        Assert.Equal(member.Used.Cpu, member.Record.CpuTime);
    }

    /// <summary>Where its stack begins at one reading after another: nowhere while its program is being loaded, and for those who may not see it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false, 0L)]
    [InlineData(false, 0x7ffc00000000L)]
    [InlineData(true, 0L, 0L)]
    [InlineData(true, 0L, 0x7ffc00000000L)]
    [InlineData(false, 0x7ffc00000000L, 0x7ffc00000000L)]
    [InlineData(false, 0x7ffc00010000L, 0x7ffc00000000L)]
    [InlineData(true, 0x7ffc00000000L, 0x7ffd00000000L)]
    [InlineData(true, 0x7ffc00000000L, 0L)]
    public void Whether_it_may_have_become_another_program_shows_in_its_stack(bool mayHave, params long[] stacks)
    {
        using Scratch scratch = new();
        using Member member = Written(scratch);
        foreach (long stack in stacks)
        {
            WriteStat(scratch, stack: stack);
            Assert.True(Read(member));
        }

        Assert.Equal(mayHave, member.MayHaveExecuted);
    }

    [Fact]
    public void Its_clock_counts_also_when_its_counters_cannot_be_read()
    {
        using Scratch scratch = new();
        using Member member = Written(scratch);
        Assert.True(Read(member));
        long before = member.Used.Cpu!.Value;
        long first = Clock.ProcessCpu(Environment.ProcessId)!.Value;
        SpinWait.SpinUntil(() => Clock.ProcessCpu(Environment.ProcessId) > first + 50_000_000);
        scratch.Write($"{Environment.ProcessId}/stat", "");

        Assert.True(Read(member));

        Assert.Null(member.Reading.Stat);
        Assert.InRange(member.Used.Cpu!.Value - before, 50_000_000, long.MaxValue);
    }

    [Fact]
    public void What_one_used_that_ended_is_not_its_parent_s_before_the_parent_got_something()
    {
        const long Used = 500_000_000;
        using Scratch scratch = new();
        using Member parent = Written(scratch);
        // From children that nobody saw.
        WriteStat(scratch, childTicks: 100);
        Ledger ledger = new(withChildren: true);
        ledger.BeginRound();
        Assert.True(Read(parent));
        ledger.BeginRound();
        Assert.True(Read(parent));

        ledger.Depart(Counters.Zero with { Cpu = Used }, parent);

        Assert.Equal(parent.Used.Cpu + Used, ledger.Total([parent]).Cpu);
        WriteStat(scratch, childTicks: 150, childFaults: 10);
        ledger.BeginRound();
        Assert.True(Read(parent));
        Assert.Equal(parent.Used.Cpu, ledger.Total([parent]).Cpu);
    }

    [Fact]
    public void Another_process_of_its_number_is_not_it()
    {
        ProcessId other = new(_child.Pid, StartTicks: 1);

        Assert.Null(_opener.Reopen(other, new SeenThreads(), out int error));
        Assert.Equal(Errno.NoSuchProcess, error);
    }

    [Fact]
    public void That_it_cannot_be_opened_is_no_end_and_its_figures_are_unknown_then()
    {
        using Scratch scratch = new();
        ProcessOpener blind = new(new ProcRoot(scratch.Folder));
        scratch.Write($"{_child.Pid}", "no folder, so nothing in it can be opened");
        using AttachedProcess held = AttachedProcess.Attach(_child.Pid, ProcRoot.Default);
        using Member member = new(held, blind, new ProcessRecord { Id = held.Id, Command = held.Command }, ordinal: 0, withChildren: true);
        member.LetGo();

        Assert.True(Read(member));

        Assert.Equal((null, null, 1L), (member.Reading.Rss, member.Reading.CpuTime, member.Reading.Processes));
        Assert.Equal("sleep", member.Reading.Command.ToString());
        Assert.Equal(1, member.FailedReads);
        Assert.False(member.IsGone);
    }

    [Fact]
    public void Let_go_it_gets_no_signal_and_says_so()
    {
        using Member member = Of(_child.Pid);
        Assert.Equal(new SignalOutcome(1, _child.Pid, 0, 0), member.Send(LibC.NoSignal));
        member.LetGo();

        Assert.Equal(SignalOutcome.Failure(_child.Pid, Errno.BadDescriptor), member.Send(LibC.NoSignal));
        Assert.False(member.IgnoresChildren());
    }

    [Fact]
    public void Few_descriptors_hold_few_processes_and_more_files_of_each_fewer()
    {
        Assert.Equal((1024 - 64) / 3, _opener.MostHeld);
        _opener.ResetsPeaks = true;
        Assert.Equal((1024 - 64) / 4, _opener.MostHeld);

        _opener.Choose([RawSource.Io, RawSource.Stat, RawSource.SmapsRollup], 0.01, 164);
        Assert.True(_opener.ReadsSmaps);
        Assert.InRange(_opener.MostHeld, 100 / 7, 100 / 5);
        _opener.Choose([], 0.01, 10);
        Assert.Equal(2, _opener.MostHeld);
        _opener.Choose([], 0.01, ulong.MaxValue);
        Assert.InRange(_opener.MostHeld, 1 << 28, int.MaxValue);
    }

    private static bool Read(Member member)
    {
        CpuClocks clocks = new();
        clocks.Read([member.Pid]);
        return member.Read(clocks, 0);
    }

    /// <summary>A process that is us by its number and so by its clock, and else what is written.</summary>
    private static Member Written(Scratch scratch)
    {
        int pid = Environment.ProcessId;
        scratch.Write($"{pid}/status", $"Name:\tx\nState:\tS (sleeping)\nTgid:\t{pid}\nVmHWM:\t    2000 kB\nVmRSS:\t    1000 kB\n");
        WriteStat(scratch);
        ProcessOpener opener = new(new ProcRoot(scratch.Folder));
        AttachedProcess held = opener.Open(pid, tellsEnd: false, out int error)!;
        Assert.Equal(0, error);
        return new Member(held, opener, new ProcessRecord { Id = held.Id }, ordinal: 0, withChildren: true);
    }

    private static void WriteStat(Scratch scratch, long stack = 0x7ffc00000000, int childTicks = 0, int childFaults = 0) => scratch.Write(
        $"{Environment.ProcessId}/stat", $"{Environment.ProcessId} (x) S 1 1 1 0 -1 0 0 {childFaults} 0 0 0 0 {childTicks} 0 20 0 1 0 100 0 0 0 0 0 {stack} 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");

    private Member Of(int pid)
    {
        AttachedProcess held = _opener.Open(pid, tellsEnd: true, out int error)!;
        Assert.Equal(0, error);
        return new Member(held, _opener, new ProcessRecord { Id = held.Id, Command = held.Command, Parent = Environment.ProcessId }, ordinal: 0, withChildren: true);
    }
}
