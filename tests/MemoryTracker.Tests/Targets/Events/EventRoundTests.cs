using MemoryTracker.Procfs;
using MemoryTracker.Targets.Events;
using MemoryTracker.Tests.Harness;
using static MemoryTracker.Targets.Events.ProcessEventKind;

namespace MemoryTracker.Tests.Targets.Events;

/// <summary>What the kernel tells in an order that a real process takes only now and then. Processes and threads are files in a folder.</summary>
public sealed class EventRoundTests : IDisposable
{
    private const uint Fork = 1;
    private const uint Exec = 2;
    private const uint Exit = 0x80000000;

    private readonly Scratch _scratch = new();
    private readonly FollowedProcesses _followed = new();
    private readonly ProcessLook _look;
    private readonly EventRound _round;
    private readonly EventQueue _queue = new();

    public EventRoundTests()
    {
        _look = new ProcessLook(new ProcRoot(_scratch.Folder));
        _round = new EventRound(_followed, _look);
    }

    public void Dispose()
    {
        _look.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void An_account_comes_before_the_exit_whichever_was_read_first()
    {
        _followed.Add(10, 0);
        Add(Fork, 10, 10, 11, 11);
        Add(Exit, 11, 11, 256);
        _round.Add(new TaskStatistics(11, new CommandName("x"u8), 4096, 5));

        Assert.Equal([(Forked, 11, null), (Accounted, 11, null), (Exited, 11, (int?)256)], Told());
        Assert.False(_followed.Has(11));
    }

    [Fact]
    public void The_account_of_the_whole_process_replaces_that_of_its_first_thread()
    {
        _followed.Add(10, 0);
        Process(10, 'Z', threads: 2);
        Add(Exit, 10, 10, 0);
        _round.Add(new TaskStatistics(10, default, 4096, 5));
        Assert.Empty(Told());
        Process(10, 'Z', threads: 1);
        Add(Exit, 12, 10, 0);
        _round.Add(new TaskStatistics(10, default, 8192, 9));
        List<ProcessEvent> told = [];
        _round.MoveTo(_queue);
        _ = _queue.Take(told);

        Assert.Equal([Accounted, Exited], told.Select(one => one.Kind));
        Assert.Equal((8192, 9), (told[0].PeakRss, told[0].CpuTime));
        Assert.Equal(0, told[1].WaitStatus);
    }

    [Fact]
    public void A_last_thread_with_another_code_that_is_read_of_late_leaves_the_status_unknown()
    {
        _followed.Add(10, 0);
        Add(Exit, 10, 10, 0);
        Add(Exit, 12, 10, 256);

        Assert.Equal([(Exited, 10, null)], Told());
    }

    [Fact]
    public void Threads_of_a_process_whose_first_one_lives_are_no_end()
    {
        _followed.Add(10, 0);
        Add(Exit, 12, 10, 0);

        Assert.Empty(Told());
        Assert.True(_followed.Has(10));
    }

    [Fact]
    public void A_number_that_the_kernel_hands_out_again_is_not_the_old_process()
    {
        _followed.Add(10, 0);
        _followed.Add(11, 0);
        Add(Fork, 99, 99, 11, 11);
        Add(Exec, 11, 11);

        Assert.Equal([(Exited, 11, null)], Told());
    }

    [Fact]
    public void One_that_is_followed_before_its_fork_was_read_stays_followed()
    {
        _followed.Add(11, long.MaxValue);
        Add(Fork, 99, 99, 11, 11);
        Add(Exec, 11, 11);

        Assert.Equal([(Executed, 11, null)], Told());
    }

    [Fact]
    public void The_name_is_what_it_is_called_now_and_unknown_when_it_is_gone()
    {
        _followed.Add(10, 0);
        _scratch.Write("10/comm", "a\nb)\n");
        Add(Exec, 10, 10);
        File.Delete(_scratch.File("10/comm"));
        Add(Exec, 10, 10);
        List<ProcessEvent> told = [];
        _round.MoveTo(_queue);
        _ = _queue.Take(told);

        Assert.Equal([new CommandName("a\nb)"u8), default], told.Select(one => one.Command));
    }

    [Fact]
    public void After_a_loss_those_that_have_ended_are_forgotten()
    {
        _followed.Add(10, 0);
        _followed.Add(11, 0);
        Process(11, 'S', threads: 1);
        _round.ForgetEnded();

        Assert.False(_followed.Has(10));
        Assert.True(_followed.Has(11));
    }

    [Fact]
    public void A_thread_that_is_new_is_not_followed()
    {
        _followed.Add(10, 0);
        Add(Fork, 10, 10, 12, 10);

        Assert.Empty(Told());
        Assert.False(_followed.Has(12));
    }

    private void Add(uint kind, params int[] body) => _round.Add(ConnectorEvent.Parse(ConnectorEventTests.Message(kind, body))!.Value);

    private List<(ProcessEventKind Kind, int Pid, int? Status)> Told()
    {
        List<ProcessEvent> told = [];
        _round.MoveTo(_queue);
        _ = _queue.Take(told);
        return told.ConvertAll(one => (one.Kind, one.Pid, one.WaitStatus));
    }

    private void Process(int pid, char state, int threads) =>
        _scratch.Write($"{pid}/stat", $"{pid} (x) {state} 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 {threads} 0 5 0 0 0\n");
}
