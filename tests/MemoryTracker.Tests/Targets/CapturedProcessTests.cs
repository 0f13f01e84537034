using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Targets;

/// <summary>Processes of the captured proc file system: what a read must make of the states that are hard to bring about.</summary>
public class CapturedProcessTests
{
    [Theory]
    [InlineData(ProcTree.Python, "python3", 22040)]
    [InlineData(ProcTree.HostileName, "b)) (R VmRSS:", 1764)]
    public void A_process_is_read_from_its_own_status(int pid, string command, long kibibytes)
    {
        using AttachedProcess target = AttachedProcess.Attach(pid, ProcTree.Root);

        Assert.True(target.TryRead(out Reading reading));

        Assert.Equal(kibibytes * 1024, reading.Rss);
        Assert.Equal(kibibytes * 1024, reading.HighWater);
        Assert.Equal(command, reading.Command.ToString());
        Assert.Equal(command, target.Command.ToString());
        Assert.Equal(353_625UL - (pid == ProcTree.Python ? 1UL : 0), target.Id.StartTicks);
    }

    [Fact]
    public void A_process_whose_first_thread_has_exited_is_read_through_a_living_one()
    {
        ProcStatus task = ProcStatus.Parse(File.ReadAllBytes($"{ProcTree.Root.Folder(ProcTree.LeaderExited)}/task/{ProcTree.LivingTask}/status"));
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.LeaderExited, ProcTree.Root);

        Assert.True(target.TryRead(out Reading reading));

        Assert.Equal(task.Rss, reading.Rss);
        Assert.Equal(task.HighWater, reading.HighWater);
        Assert.InRange(reading.Rss!.Value, 16 << 20, 64 << 20);
        Assert.Equal("python3", reading.Command.ToString());
    }

    [Theory]
    [InlineData("1", "2")]
    [InlineData("2", "1")]
    public void When_that_thread_ends_too_another_is_found_or_the_process_has_ended(string first, string last)
    {
        using Scratch scratch = new();
        ProcRoot root = LeaderExited(scratch, "task/1", "task/2");
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.LeaderExited, root);
        string folder = $"{root.Folder(ProcTree.LeaderExited)}/task";

        Kill($"{folder}/{first}");
        Assert.True(target.TryRead(out Reading reading));
        Assert.NotNull(reading.Rss);

        Kill($"{folder}/{last}");
        Assert.False(target.TryRead(out Reading end));
        Assert.Null(end.Rss);
    }

    [Fact]
    public void A_process_that_is_just_giving_its_memory_back_lives_with_memory_unknown()
    {
        using Scratch scratch = new();
        ProcRoot root = LeaderExited(scratch, "task/1");
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.LeaderExited, root);
        scratch.Write($"{ProcTree.LeaderExited}/status", "Name:\tx\nState:\tD (disk sleep)\nTgid:\t5000006\n");
        Kill($"{root.Folder(ProcTree.LeaderExited)}/task/1");

        Assert.True(target.TryRead(out Reading reading));

        Assert.Null(reading.Rss);
        Assert.Null(reading.HighWater);
    }

    private static ProcRoot LeaderExited(Scratch scratch, params string[] tasks)
    {
        string folder = ProcTree.Root.Folder(ProcTree.LeaderExited);
        foreach (string file in new[] { "status", "stat" })
            scratch.Write($"{ProcTree.LeaderExited}/{file}", File.ReadAllText($"{folder}/{file}"));
        foreach (string task in tasks)
            scratch.Write($"{ProcTree.LeaderExited}/{task}/status", File.ReadAllText($"{folder}/task/{ProcTree.LivingTask}/status"));
        scratch.Write("self/stat", "");
        return new ProcRoot(scratch.Folder);
    }

    private static void Kill(string task) => File.WriteAllText($"{task}/status", "Name:\tpython3\nState:\tX (dead)\n");
}
