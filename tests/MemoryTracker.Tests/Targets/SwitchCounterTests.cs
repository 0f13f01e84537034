using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Targets;

public sealed class SwitchCounterTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly ProcFolder _folder;

    public SwitchCounterTests()
    {
        Directory.CreateDirectory(_scratch.File("task"));
        _folder = ProcFolder.TryOpen(_scratch.Folder, out _)!;
    }

    public void Dispose()
    {
        _folder.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void All_threads_are_summed()
    {
        using SwitchCounter counter = new(_folder, new SeenThreads(), out int error);
        Thread(1, 10, 1);
        Thread(2, 100, 2);

        Assert.Equal(new ContextSwitches(110, 3), counter.Read());
        Assert.Equal(0, error);
    }

    [Fact]
    public void What_an_ended_thread_had_stays_in_the_sum()
    {
        using SwitchCounter counter = new(_folder, new SeenThreads(), out _);
        Thread(1, 10, 1);
        Thread(2, 100, 2);
        _ = counter.Read();
        End(2);
        Thread(1, 11, 1);

        Assert.Equal(new ContextSwitches(111, 3), counter.Read());
        Assert.Equal(new ContextSwitches(111, 3), counter.Read());
    }

    [Fact]
    public void A_new_thread_with_the_number_of_an_ended_one_comes_on_top()
    {
        using SwitchCounter counter = new(_folder, new SeenThreads(), out _);
        Thread(1, 10, 1);
        Thread(2, 100, 2);
        _ = counter.Read();
        Thread(2, 5, 3);

        Assert.Equal(new ContextSwitches(115, 6), counter.Read());
    }

    [Fact]
    public void Without_a_thread_nothing_is_known()
    {
        using SwitchCounter counter = new(_folder, new SeenThreads(), out _);
        Assert.Null(counter.Read());
        Thread(1, 10, 1);
        _ = counter.Read();
        End(1);

        Assert.Null(counter.Read());
    }

    [Fact]
    public void A_thread_that_cannot_be_read_is_passed_over()
    {
        using SwitchCounter counter = new(_folder, new SeenThreads(), out _);
        Thread(1, 10, 1);
        _scratch.Write("task/2/status", "Name:\tx\n");
        Directory.CreateDirectory(_scratch.File("task/3"));

        Assert.Equal(new ContextSwitches(10, 1), counter.Read());
    }

    [Fact]
    public void One_that_could_not_be_read_for_once_is_not_taken_for_ended()
    {
        const int IsFolder = 21;
        using SwitchCounter counter = new(_folder, new SeenThreads(), out _);
        Thread(1, 10, 1);
        Thread(2, 100, 2);
        _ = counter.Read();
        File.Delete(_scratch.File("task/2/status"));
        Directory.CreateDirectory(_scratch.File("task/2/status"));

        Assert.Null(counter.Read());
        Assert.Equal(IsFolder, counter.Error);

        Directory.Delete(_scratch.File("task/2/status"));
        Thread(2, 101, 2);
        Assert.Equal(new ContextSwitches(111, 3), counter.Read());
        Assert.Equal(0, counter.Error);
    }

    [Fact]
    public void Threads_that_cannot_be_listed_are_told_by_the_error()
    {
        const int NoSuchFile = 2;
        Directory.Delete(_scratch.File("task"));

        using SwitchCounter counter = new(_folder, new SeenThreads(), out int error);

        Assert.Equal(NoSuchFile, error);
        Assert.Null(counter.Read());
    }

    private void Thread(int number, long voluntary, long involuntary) => _scratch.Write(
        $"task/{number}/status", $"Name:\tx\nvoluntary_ctxt_switches:\t{voluntary}\nnonvoluntary_ctxt_switches:\t{involuntary}\n");

    private void End(int number) => Directory.Delete(_scratch.File($"task/{number}"), recursive: true);
}
