using MemoryTracker.Doctor;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Doctor;

public class TreeChecksTests
{
    [Fact]
    public void Every_check_has_its_own_name_in_one_topic_and_help_where_it_is_not_fine()
    {
        Check[] checks = [.. TreeChecks.Of(ProcRoot.Default)];

        Assert.Equal(["children", "short lives", "end peaks", "vfork", "held open"], checks.Select(check => check.Name));
        Assert.All(checks, check => Assert.Equal(Topics.Trees, check.Topic));
        Assert.All(checks, check => Assert.Equal(check.Fine == false, check.Help is not null));
    }

    [Fact]
    public void Where_the_kernel_lists_no_children_it_is_told()
    {
        using Scratch scratch = new();
        string own = $"{Environment.ProcessId}";
        ProcRoot root = new(scratch.File("proc"));

        Assert.False(TreeChecks.Children(root).Fine);
        scratch.Write($"proc/{own}/task/{own}/children", "");
        Assert.True(TreeChecks.Children(root).Fine);
    }

    [Fact]
    public void Why_the_kernel_does_not_tell_of_processes_is_told_and_harmless()
    {
        Check check = TreeChecks.ShortLived("refused\e[2J");

        Assert.False(check.Fine);
        Assert.StartsWith("refused\ufffd[2J: ", check.Finding, StringComparison.Ordinal);
        Assert.True(TreeChecks.ShortLived(null).Fine);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_kernel_tells_is_fine(bool isTold)
    {
        Assert.Equal(isTold, TreeChecks.EndPeaks(isTold).Fine);
        Assert.Equal(isTold, TreeChecks.SharedMemory(isTold).Fine);
    }

    [Theory]
    [InlineData(1_024UL, false, " 320 ")]
    [InlineData(3_064UL, true, " 1,000 ")]
    [InlineData(ulong.MaxValue, true, "")]
    [InlineData(null, null, "")]
    public void How_many_processes_are_held_follows_from_the_descriptors(ulong? descriptors, bool? fine, string most)
    {
        Check check = TreeChecks.Held(descriptors);

        Assert.Equal(fine, check.Fine);
        Assert.Contains(most, check.Finding, StringComparison.Ordinal);
    }
}
