using System.Globalization;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class MachineTests
{
    private const string MemInfo = "MemTotal:       24684084 kB\nMemFree:        23657084 kB\n";

    [Fact]
    public void A_captured_machine_tells_kernel_and_memory()
    {
        Assert.Equal("6.18.44", Machine.Kernel(ProcTree.Root));
        Assert.Equal(24_684_084L * 1024, Machine.MemoryBytes(ProcTree.Root));
    }

    [Fact]
    public void This_machine_tells_them_too()
    {
        Assert.Equal(Environment.OSVersion.Version.Major.ToString(CultureInfo.InvariantCulture), Machine.Kernel(ProcRoot.Default).Split('.')[0]);
        Assert.InRange(Machine.MemoryBytes(ProcRoot.Default)!.Value, 1 << 20, long.MaxValue);
    }

    [Fact]
    public void Where_proc_says_nothing_it_is_unknown()
    {
        using Scratch scratch = new();

        Assert.Equal("", Machine.Kernel(new ProcRoot(scratch.Folder)));
        Assert.Null(Machine.MemoryBytes(new ProcRoot(scratch.Folder)));
    }

    [Theory]
    [InlineData("MemFree:  5 kB\n")]
    [InlineData("MemTotal:  -5 kB\n")]
    [InlineData("MemTotal:  five kB\n")]
    [InlineData("MemTotal:  99999999999999999999 kB\n")]
    [InlineData("MemTotal:  9007199254740992 kB\n")]
    public void What_is_no_memory_is_unknown(string text) => Assert.Null(MemoryOf(text));

    [Fact]
    public void Text_that_is_cut_anywhere_gives_the_right_figure_or_none()
    {
        for (int length = 0; length <= MemInfo.Length; length++)
            Assert.True(MemoryOf(MemInfo[..length]) is null or 24_684_084L * 1024, "cut at byte " + length.ToString(CultureInfo.InvariantCulture));
        Assert.NotNull(MemoryOf(MemInfo));
    }

    private static long? MemoryOf(string text)
    {
        using Scratch scratch = new();
        scratch.Write("meminfo", text);
        return Machine.MemoryBytes(new ProcRoot(scratch.Folder));
    }
}
