using System.Globalization;
using System.Text;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class SmapsRollupTests
{
    [Fact]
    public void A_captured_file_tells_everything()
    {
        SmapsRollup rollup = SmapsRollup.Parse(ProcTree.Read(ProcTree.Python, "smaps_rollup"));

        Assert.Equal(
            [25972, 21846, 15188, 2562, 4096, 19320, 0, 0],
            [.. new[] { rollup.Rss, rollup.Pss, rollup.PssAnon, rollup.PssFile, rollup.PssShmem, rollup.Uss, rollup.SwapPss, rollup.LazyFree }.Select(bytes => bytes / 1024)]);
    }

    [Fact]
    public void Names_that_begin_alike_are_told_apart()
    {
        SmapsRollup rollup = Parse("Pss_Dirty: 1 kB\nPss_Anon: 2 kB\nSwap: 3 kB\nSwapPss: 4 kB\nPrivate_Hugetlb: 5 kB\n");

        Assert.Equal((null, 2048L, 4096L, null), (rollup.Pss, rollup.PssAnon, rollup.SwapPss, rollup.Uss));
    }

    [Fact]
    public void Without_one_of_its_parts_USS_is_unknown()
    {
        Assert.Null(Parse("Private_Clean: 8 kB\n").Uss);
        Assert.Null(Parse("Private_Dirty: 8 kB\n").Uss);
        Assert.Equal(16 * 1024, Parse("Private_Clean: 8 kB\nPrivate_Dirty: 8 kB\n").Uss);
    }

    [Fact]
    public void An_older_kernel_s_missing_lines_are_unknown_and_not_0()
    {
        SmapsRollup rollup = Parse("Rss: 8 kB\nPss: 4 kB\n");

        Assert.Equal((8192L, 4096L, null, null, null, null), (rollup.Rss, rollup.Pss, rollup.PssAnon, rollup.PssFile, rollup.PssShmem, rollup.LazyFree));
    }

    [Theory]
    [InlineData("Pss: 4 MB\n")]
    [InlineData("Pss: -4 kB\n")]
    [InlineData("Pss: 4\n")]
    [InlineData("Pss: 4 kB")]
    [InlineData("Pss 4 kB\n")]
    [InlineData("xPss: 4 kB\n")]
    [InlineData("")]
    public void What_is_no_amount_is_unknown(string text) => Assert.Null(Parse(text).Pss);

    [Fact]
    public void Text_that_is_cut_anywhere_gives_the_right_figure_or_none()
    {
        byte[] text = ProcTree.Read(ProcTree.Python, "smaps_rollup");
        SmapsRollup whole = SmapsRollup.Parse(text);
        for (int length = 0; length < text.Length; length++)
        {
            SmapsRollup cut = SmapsRollup.Parse(text.AsSpan(0, length));
            string at = "cut at byte " + length.ToString(CultureInfo.InvariantCulture);

            Assert.True(cut.Rss is null || cut.Rss == whole.Rss, at);
            Assert.True(cut.Pss is null || cut.Pss == whole.Pss, at);
            Assert.True(cut.Uss is null || cut.Uss == whole.Uss, at);
            Assert.True(cut.LazyFree is null || cut.LazyFree == whole.LazyFree, at);
        }
    }

    private static SmapsRollup Parse(string text) => SmapsRollup.Parse(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void A_sum_is_known_as_far_as_both_are()
    {
        SmapsRollup all = SmapsRollup.Parse(ProcTree.Read(ProcTree.Python, "smaps_rollup"));
        SmapsRollup few = Parse("Rss: 8 kB\nPss: 4 kB\n");

        Assert.Equal((2 * all.Rss, 2 * all.Pss, 2 * all.Uss, 2 * all.SwapPss, 2 * all.LazyFree), ((all + all).Rss, (all + all).Pss, (all + all).Uss, (all + all).SwapPss, (all + all).LazyFree));
        foreach (SmapsRollup sum in new[] { all + few, few + all })
        {
            Assert.Equal((all.Rss + 8192, all.Pss + 4096), (sum.Rss, sum.Pss));
            Assert.Equal([null, null, null, null, null, null], new[] { sum.PssAnon, sum.PssFile, sum.PssShmem, sum.Uss, sum.SwapPss, sum.LazyFree });
        }

        Assert.Equal((null, null), ((all + default(SmapsRollup)).Rss, (default(SmapsRollup) + all).Pss));
    }
}
