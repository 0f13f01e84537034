using System.Globalization;
using System.Text;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class ProcMemoryTests
{
    [Fact]
    public void A_captured_status_tells_everything()
    {
        ProcMemory memory = ProcMemory.Parse(ProcTree.Read(ProcTree.Python, "status"));

        Assert.Equal(
            [15252, 6788, 0, 0, 98688, 24500, 0],
            [.. new[] { memory.Anon, memory.File, memory.Shmem, memory.Swap, memory.Size, memory.Data, memory.HugeTlb }.Select(bytes => bytes / 1024)]);
        Assert.Equal(2, memory.Threads);
    }

    [Theory]
    [InlineData(ProcTree.Zombie)]
    [InlineData(ProcTree.KernelThread)]
    public void Who_has_no_memory_has_none_that_is_known(int pid)
    {
        ProcMemory memory = ProcMemory.Parse(ProcTree.Read(pid, "status"));

        Assert.All(
            new[] { memory.Anon, memory.File, memory.Shmem, memory.Swap, memory.Size, memory.Data, memory.HugeTlb }, Assert.Null);
        Assert.Equal(1, memory.Threads);
    }

    [Fact]
    public void What_stands_behind_the_threads_is_not_looked_at() =>
        Assert.Null(Parse("Name:\tx\nThreads:\t3\nRssAnon:\t4 kB\n").Anon);

    [Fact]
    public void A_name_forges_no_line() =>
        Assert.Equal(4096, Parse("Name:\t" + @"a\nRssAnon:\t9 kB" + "\nRssAnon:\t4 kB\nThreads:\t1\n").Anon);

    [Theory]
    [InlineData("9007199254740992 kB")]
    [InlineData("-4 kB")]
    [InlineData("4 MB")]
    [InlineData("4")]
    [InlineData("")]
    public void What_is_no_amount_is_unknown(string written) => Assert.Null(Parse($"Name:\tx\nVmSwap:\t{written}\nThreads:\t1\n").Swap);

    [Theory]
    [InlineData("-3")]
    [InlineData("+3")]
    [InlineData("-0")]
    public void What_counts_has_no_sign(string written) => Assert.Null(Parse($"Name:\tx\nThreads:\t{written}\n").Threads);

    [Fact]
    public void Text_that_is_cut_anywhere_gives_the_right_figure_or_none()
    {
        byte[] text = ProcTree.Read(ProcTree.Python, "status");
        ProcMemory whole = ProcMemory.Parse(text);
        for (int length = 0; length < text.Length; length++)
        {
            ProcMemory cut = ProcMemory.Parse(text.AsSpan(0, length));
            string at = "cut at byte " + length.ToString(CultureInfo.InvariantCulture);

            Assert.True(cut.Anon is null || cut.Anon == whole.Anon, at);
            Assert.True(cut.Size is null || cut.Size == whole.Size, at);
            Assert.True(cut.Threads is null || cut.Threads == whole.Threads, at);
        }
    }

    private static ProcMemory Parse(string text) => ProcMemory.Parse(Encoding.UTF8.GetBytes(text));
}
