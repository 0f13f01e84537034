using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public sealed class MemoryLimitTests : IDisposable
{
    private const int Pid = 7;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_lowest_limit_on_the_way_up_counts()
    {
        Cgroup("0::/system.slice/job.service/inner");
        Limit("system.slice/memory.max", "1073741824\n");
        Limit("system.slice/job.service/memory.max", "536870912\n");
        Limit("system.slice/job.service/inner/memory.max", "max\n");

        Assert.Equal(new MemoryLimit(536_870_912), Find());
    }

    [Fact]
    public void The_older_hierarchy_has_a_folder_and_a_word_of_its_own()
    {
        Cgroup("4:cpu,memory:/job\n0::/elsewhere");
        Limit("memory/memory.limit_in_bytes", "9223372036854771712\n");
        Limit("memory/job/memory.limit_in_bytes", "1048576\n");
        Limit("elsewhere/memory.max", "5\n");

        Assert.Equal(new MemoryLimit(1_048_576), Find());
    }

    [Fact]
    public void In_a_container_the_mounted_cgroup_is_its_own()
    {
        Cgroup("4:memory:/docker/0123456789ab");
        Limit("memory/memory.limit_in_bytes", "2097152\n");

        Assert.Equal(new MemoryLimit(2_097_152), Find());
    }

    [Theory]
    [InlineData("0::/", "memory.max", "max\n")]
    [InlineData("0::/", "cgroup.procs", "7\n")]
    [InlineData("4:memory:/", "memory/memory.limit_in_bytes", "9223372036854771712\n")]
    public void No_limit_is_none_and_not_a_large_number(string cgroup, string file, string text)
    {
        Cgroup(cgroup);
        Limit(file, text);

        Assert.Equal(new MemoryLimit(null), Find());
    }

    [Theory]
    [InlineData("0::/../outside")]
    [InlineData("1:name=systemd:/")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void What_cannot_be_seen_is_unknown(string cgroup)
    {
        Cgroup(cgroup);
        Limit("memory.max", "5\n");

        Assert.Null(Find());
    }

    [Fact]
    public void Without_the_process_or_cgroups_it_is_unknown()
    {
        Assert.Null(Find());
        Cgroup("0::/");
        Assert.Null(Find());
    }

    private void Cgroup(string text) => _scratch.Write($"proc/{Pid}/cgroup", text + "\n");

    private void Limit(string file, string text) => _scratch.Write($"cgroup/{file}", text);

    private MemoryLimit? Find() => MemoryLimit.Of(Pid, new ProcRoot(_scratch.File("proc")), _scratch.File("cgroup"));
}
