using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public sealed class OomKillsTests : IDisposable
{
    private const int Pid = 7;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("low 0\nhigh 0\nmax 4\noom 2\noom_kill 3\noom_group_kill 9\n", 3L)]
    [InlineData("oom_kill_disable 0\nunder_oom 0\noom_kill 5\n", 5L)]
    [InlineData("oom_kill 5", 5L)]
    [InlineData("oom_kill 0\n", 0L)]
    [InlineData("oom_kill_disable 7\n", null)]
    [InlineData("x_oom_kill 7\n", null)]
    [InlineData("oom_kill \n", null)]
    [InlineData("oom_kill -1\n", null)]
    [InlineData("oom_kill 1x\n", null)]
    [InlineData("oom_kill 99999999999999999999\n", null)]
    [InlineData("\n\n", null)]
    [InlineData("", null)]
    public void The_counter_is_a_line_of_its_own(string text, long? expected) =>
        Assert.Equal(expected, OomKills.Parse(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void It_is_read_from_the_cgroup_up_and_of_the_machine()
    {
        _scratch.Write($"proc/{Pid}/cgroup", "0::/a/b\n");
        _scratch.Write("proc/vmstat", "nr_free_pages 1\noom_kill 12\n");
        _scratch.Write("cgroup/a/b/memory.events", "oom_kill 2\n");
        _scratch.Write("cgroup/a/memory.events", "oom_kill 3\n");
        OomKills kills = Read();

        Assert.Equal(12, kills.Machine);
        Assert.Equal([new("/a/b", 2), new("/a", 3)], kills.Cgroups);
    }

    [Fact]
    public void A_process_that_has_moved_is_looked_up_again_with_the_newer_hierarchy_only()
    {
        _scratch.Write($"proc/{Pid}/cgroup", "0::/a\n");
        _scratch.Write("cgroup/a/memory.events", "oom_kill 3\n");
        _scratch.Write("cgroup/c/memory.events", "oom_kill 4\n");
        _scratch.Write("cgroup/memory/a/memory.oom_control", "oom_kill 5\n");
        OomKills newer = Read();
        _scratch.Write($"proc/{Pid}/cgroup", "4:memory:/a\n");
        OomKills older = Read();
        _scratch.Write($"proc/{Pid}/cgroup", "4:memory:/\n");
        Assert.Equal([new("/a", 5)], Again(older).Cgroups);
        _scratch.Write($"proc/{Pid}/cgroup", "0::/c\n");
        Assert.Equal([new("/c", 4)], Again(newer).Cgroups);
        File.Delete(_scratch.File($"proc/{Pid}/cgroup"));
        Assert.Equal([new("/a", 3)], Again(newer).Cgroups);
    }

    [Fact]
    public void What_is_not_there_is_unknown()
    {
        OomKills kills = Read();

        Assert.Null(kills.Machine);
        Assert.Null(kills.Cgroup);
        Assert.Empty(kills.Cgroups);
    }

    private ProcRoot Root => new(_scratch.File("proc"));

    private OomKills Read() => OomKills.Read(Pid, Root, _scratch.File("cgroup"));

    private OomKills Again(OomKills before) => before.ReadAgain(Pid, Root, _scratch.File("cgroup"));
}
