using MemoryTracker.Linux;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Targets;

/// <summary>What cannot be recorded is refused in one line that says why and what to do.</summary>
public class RefusalTests
{
    [Fact]
    public void No_such_process()
    {
        using Child child = Child.Sleeping();
        child.End();

        Assert.Equal($"there is no process {child.Pid}: ps -e lists those that run", Refused(child.Pid, ProcRoot.Default));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_number_that_no_process_can_have(int pid) =>
        Assert.Equal($"there is no process {pid}: ps -e lists those that run", Refused(pid, ProcTree.Root));

    [Fact]
    public void A_thread_of_this_process()
    {
        using ManualResetEventSlim end = new();
        int id = 0;
        Thread thread = new(() =>
        {
            Volatile.Write(ref id, Harness.LibC.ThreadId());
            end.Wait();
        })
        { Name = "a\nthread" };
        thread.Start();
        Patience.Until(() => Volatile.Read(ref id) != 0, "the thread runs");

        string message = Refused(id, ProcRoot.Default);
        end.Set();
        thread.Join();

        Assert.Equal(
            $"{id} is a thread (a\ufffdthread) of process {Environment.ProcessId}, and threads share their memory: record it with --pid {Environment.ProcessId}",
            message);
    }

    [Fact]
    public void A_captured_thread() => Assert.Equal(
        "5000007 is a thread (python3) of process 5000001, and threads share their memory: record it with --pid 5000001",
        Refused(ProcTree.Thread, ProcTree.Root));

    [Fact]
    public void A_captured_kernel_thread() => Assert.Equal(
        "process 5000003 (kthreadd) is a kernel thread, which has no memory of its own: choose a program's process",
        Refused(ProcTree.KernelThread, ProcTree.Root));

    [Fact]
    public void A_kernel_thread_of_a_kernel_that_tells_it_by_flag_only()
    {
        using Scratch scratch = new();
        string status = File.ReadAllText($"{ProcTree.Root.Folder(ProcTree.KernelThread)}/status");
        scratch.Write("5000003/status", status.Replace("Kthread:\t1\n", "", StringComparison.Ordinal));
        scratch.Write("5000003/stat", File.ReadAllText($"{ProcTree.Root.Folder(ProcTree.KernelThread)}/stat"));
        scratch.Write("self/stat", "");

        Assert.Contains("is a kernel thread", Refused(ProcTree.KernelThread, new ProcRoot(scratch.Folder)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_thread_of_this_machine()
    {
        const int KThreadD = 2;
        Assert.SkipUnless(File.Exists("/proc/2/comm") && File.ReadAllText("/proc/2/comm") == "kthreadd\n", "kernel threads are not seen from inside a container");

        Assert.Equal("process 2 (kthreadd) is a kernel thread, which has no memory of its own: choose a program's process", Refused(KThreadD, ProcRoot.Default));
    }

    [Fact]
    public void A_captured_zombie() => Assert.Equal(
        "process 5000004 (sleep) has already ended and only waits for its parent to notice (a zombie): there is nothing left to record",
        Refused(ProcTree.Zombie, ProcTree.Root));

    [Fact]
    public void A_zombie_of_this_machine()
    {
        using Child parent = Child.Heartless(out int zombie);
        _ = Harness.LibC.Kill(zombie, Harness.LibC.KillSignal);
        Child.UntilState(zombie, 'Z');

        Assert.Equal(
            $"process {zombie} (sleep) has already ended and only waits for its parent to notice (a zombie): there is nothing left to record",
            Refused(zombie, ProcRoot.Default));
    }

    [Fact]
    public void A_process_that_proc_hides() => Assert.Equal(
        "process 7 is hidden from this user (Operation not permitted; /proc is mounted with hidepid): record it as its owner or as root",
        Refusal.NotReadable(7, isThere: true, Errno.NotPermitted).Message);

    [Fact]
    public void No_proc_file_system()
    {
        using Scratch scratch = new();

        Assert.Equal(
            $"there is no proc file system at {scratch.Folder}: mount it with mount -t proc proc {scratch.Folder}",
            Refused(Environment.ProcessId, new ProcRoot(scratch.Folder)));
    }

    [Fact]
    public void What_was_opened_for_it_is_closed_again()
    {
        int before = Descriptors();
        for (int i = 0; i < 50; i++)
            _ = Refused(ProcTree.Zombie, ProcTree.Root);

        // Other tests open files of their own meanwhile, but hardly fifty.
        Assert.InRange(Descriptors() - before, int.MinValue, 40);
    }

    private static string Refused(int pid, ProcRoot root) => Assert.Throws<TargetException>(() => AttachedProcess.Attach(pid, root)).Message;

    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Length;
}
