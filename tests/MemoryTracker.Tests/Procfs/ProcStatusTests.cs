using System.Globalization;
using System.Text;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class ProcStatusTests
{
    private const string Tail = "\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t42\nKthread:\t0\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\nThreads:\t1\n";

    [Fact]
    public void A_normal_process_tells_everything()
    {
        ProcStatus status = Parse("Name:\tpython3" + Tail);

        Assert.Equal("python3", status.Name.ToString());
        Assert.Equal('S', status.State);
        Assert.Equal(42, status.ThreadGroup);
        Assert.Equal(1024 * 1024, status.Rss);
        Assert.Equal(2048 * 1024, status.HighWater);
        Assert.False(status.IsKernelThread);
    }

    [Theory]
    [InlineData("a)))b", "a)))b")]
    [InlineData("two words", "two words")]
    [InlineData("  spaced  ", "  spaced  ")]
    [InlineData("", "")]
    [InlineData("VmRSS:", "VmRSS:")]
    [InlineData("VmRSS:\t9 kB", "VmRSS:\t9 kB")]
    [InlineData(@"a\nVmRSS:\t9 kB", "a\nVmRSS:t9 kB")]
    [InlineData(@"\nTgid:", "\nTgid:")]
    [InlineData(@"\\n", @"\n")]
    [InlineData(@"\", @"\")]
    [InlineData("fifteen-bytes-x", "fifteen-bytes-x")]
    [InlineData("kworker/R-kvfree_rcu_reclaim", "kworker/R-kvfre")]
    public void A_hostile_name_is_read_as_the_process_set_it_and_forges_nothing(string written, string name)
    {
        ProcStatus status = Parse("Name:\t" + written + Tail);

        Assert.Equal(name, Encoding.UTF8.GetString(status.Name.Raw));
        Assert.Equal(1024 * 1024, status.Rss);
        Assert.Equal(2048 * 1024, status.HighWater);
        Assert.Equal(42, status.ThreadGroup);
        Assert.Equal('S', status.State);
    }

    [Fact]
    public void A_name_that_is_no_text_is_kept_as_bytes()
    {
        ProcStatus status = ProcStatus.Parse([.. "Name:\t"u8, 0xff, 0xc3, 0x1b, .. Encoding.UTF8.GetBytes(Tail)]);

        Assert.Equal<byte>([0xff, 0xc3, 0x1b], status.Name.Raw);
        Assert.Equal(1024 * 1024, status.Rss);
    }

    [Theory]
    [InlineData("Name:\tsleep\nState:\tZ (zombie)\nTgid:\t7\nKthread:\t0\nThreads:\t1\n", 'Z', false)]
    [InlineData("Name:\tkthreadd\nState:\tS (sleeping)\nTgid:\t2\nKthread:\t1\nThreads:\t1\n", 'S', true)]
    [InlineData("Name:\told\nState:\tS (sleeping)\nTgid:\t2\nThreads:\t1\n", 'S', null)]
    [InlineData("", '\0', null)]
    public void Missing_lines_are_unknown_and_never_0(string text, char state, bool? isKernelThread)
    {
        ProcStatus status = Parse(text);

        Assert.Null(status.Rss);
        Assert.Null(status.HighWater);
        Assert.Equal(state, status.State);
        Assert.Equal(isKernelThread, status.IsKernelThread);
    }

    [Theory]
    [InlineData("9007199254740991 kB", 9223372036854774784)]
    [InlineData("0 kB", 0L)]
    [InlineData("9007199254740992 kB", null)]
    [InlineData("99999999999999999999 kB", null)]
    [InlineData("-4 kB", null)]
    [InlineData("12", null)]
    [InlineData("12 MB", null)]
    [InlineData("1 2 kB", null)]
    [InlineData("0x12 kB", null)]
    [InlineData(" kB", null)]
    [InlineData("", null)]
    public void Memory_is_a_whole_number_of_kB_that_fits_or_it_is_unknown(string written, long? bytes)
    {
        Assert.Equal(bytes, Parse($"Name:\tx\nVmHWM:\t{written}\n").HighWater);
        Assert.Equal(bytes, Parse($"Name:\tx\nVmHWM:\t8 kB\nVmRSS:\t{written}\n").Rss);
    }

    [Fact]
    public void The_mark_may_be_missing_while_RSS_is_there() => Assert.Equal(4096, Parse("Name:\tx\nVmRSS:\t4 kB\n").Rss);

    [Theory]
    [InlineData(ProcTree.Python)]
    [InlineData(ProcTree.HostileName)]
    [InlineData(ProcTree.KernelThread)]
    [InlineData(ProcTree.Zombie)]
    public void Text_that_is_cut_anywhere_gives_the_right_figure_or_none(int pid)
    {
        byte[] text = ProcTree.Read(pid, "status");
        ProcStatus whole = ProcStatus.Parse(text);
        for (int length = 0; length < text.Length; length++)
        {
            ProcStatus cut = ProcStatus.Parse(text.AsSpan(0, length));

            Assert.True(cut.Rss is null || cut.Rss == whole.Rss, At(length));
            Assert.True(cut.HighWater is null || cut.HighWater == whole.HighWater, At(length));
            Assert.True(cut.ThreadGroup is null || cut.ThreadGroup == whole.ThreadGroup, At(length));
            Assert.True(cut.IsKernelThread is null || cut.IsKernelThread == whole.IsKernelThread, At(length));
            Assert.True(cut.State == '\0' || cut.State == whole.State, At(length));
            Assert.True(cut.Name.Raw.IsEmpty || cut.Name == whole.Name, At(length));
        }
    }

    [Fact]
    public void A_tick_reads_the_same_as_the_whole()
    {
        byte[] text = ProcTree.Read(ProcTree.Python, "status");

        Assert.Equal(22040 * 1024, ProcStatus.ParseTick(text).Rss);
        Assert.Equal(ProcStatus.Parse(text).HighWater, ProcStatus.ParseTick(text).HighWater);
        Assert.Equal(ProcStatus.Parse(text).Name, ProcStatus.ParseTick(text).Name);
    }

    private static ProcStatus Parse(string text) => ProcStatus.Parse(Encoding.UTF8.GetBytes(text));

    private static string At(int length) => "cut at byte " + length.ToString(CultureInfo.InvariantCulture);
}
