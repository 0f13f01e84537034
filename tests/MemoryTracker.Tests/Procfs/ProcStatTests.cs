using System.Globalization;
using System.Text;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class ProcStatTests
{
    private const string Fields = " S 1 42 43 0 -1 4194304 140 11 0 13 7 8 16 17 20 0 3 0 353625 2990080 398 18446744073709551615\n";

    [Theory]
    [InlineData("sleep")]
    [InlineData("")]
    [InlineData("a)))b")]
    [InlineData(") Z 1 1 1 1 1 1")]
    [InlineData("two words")]
    [InlineData("a\nb (c) d")]
    [InlineData("42 (x) Z 0 ")]
    public void A_name_with_brackets_is_cut_at_the_last_one(string name)
    {
        ProcStat stat = Parse($"42 ({name}){Fields}")!.Value;

        Assert.Equal('S', stat.State);
        Assert.Equal(353_625UL, stat.StartTicks);
        Assert.Equal((1, 43), (stat.Parent, stat.Session));
        Assert.False(stat.IsKernelThread);
    }

    [Fact]
    public void A_name_that_is_no_text_is_passed_over() =>
        Assert.Equal(353_625UL, ProcStat.Parse([.. "42 ("u8, 0xff, 0x00, 0xc3, .. ")"u8, .. Encoding.UTF8.GetBytes(Fields)])!.Value.StartTicks);

    [Fact]
    public void A_kernel_thread_is_known_by_its_flag() => Assert.True(ProcStat.Parse(ProcTree.Read(ProcTree.KernelThread, "stat"))!.Value.IsKernelThread);

    [Theory]
    [InlineData(ProcTree.Zombie, 'Z')]
    [InlineData(ProcTree.LeaderExited, 'Z')]
    [InlineData(ProcTree.Python, 'S')]
    [InlineData(ProcTree.HostileName, 'S')]
    public void A_captured_process_has_its_state(int pid, char state)
    {
        ProcStat stat = ProcStat.Parse(ProcTree.Read(pid, "stat"))!.Value;

        Assert.Equal(state, stat.State);
        Assert.False(stat.IsKernelThread);
    }

    [Fact]
    public void The_greatest_start_fits() =>
        Assert.Equal(ulong.MaxValue, Parse("1 (x)" + Fields.Replace("353625", "18446744073709551615", StringComparison.Ordinal))!.Value.StartTicks);

    [Fact]
    public void A_captured_process_has_its_faults_and_times()
    {
        ProcStat stat = ProcStat.Parse(ProcTree.Read(ProcTree.Python, "stat"))!.Value;

        Assert.Equal((4997L, 6L, 5L, 1L), (stat.MinorFaults, stat.MajorFaults, stat.UserTicks, stat.SystemTicks));
        Assert.Equal((2042, 2), (stat.Parent, stat.Threads));
        Assert.Equal((6580L, 1L, 3L, 1L), (stat.ChildMinorFaults, stat.ChildMajorFaults, stat.ChildUserTicks, stat.ChildSystemTicks));
    }

    [Fact]
    public void What_its_children_had_is_told_apart()
    {
        ProcStat stat = Parse("42 (x)" + Fields)!.Value;

        Assert.Equal((1, 3), (stat.Parent, stat.Threads));
        Assert.Equal((11L, 13L, 16L, 17L), (stat.ChildMinorFaults, stat.ChildMajorFaults, stat.ChildUserTicks, stat.ChildSystemTicks));
    }

    [Fact]
    public void The_greatest_counts_fit()
    {
        ProcStat stat = Parse($"1 (x) S {int.MaxValue} 1 1 0 -1 0 0 {long.MaxValue} 0 {long.MaxValue} 0 0 {long.MaxValue} {long.MaxValue} 20 0 {int.MaxValue} 0 5 0\n")!.Value;

        Assert.Equal((int.MaxValue, int.MaxValue), (stat.Parent, stat.Threads));
        Assert.Equal(long.MaxValue, stat.ChildMinorFaults & stat.ChildMajorFaults & stat.ChildUserTicks & stat.ChildSystemTicks);
    }

    [Theory]
    [InlineData(" 140 ", " 9223372036854775808 ")]
    [InlineData(" 140 ", " -1 ")]
    [InlineData(" 7 8 ", " x 8 ")]
    [InlineData(" 7 8 ", " 7 8x ")]
    [InlineData("353625", "18446744073709551616")]
    [InlineData("353625", "-1")]
    [InlineData("353625", "12x")]
    [InlineData("353625", "")]
    [InlineData("4194304", "4294967296")]
    [InlineData("4194304", "4194304x")]
    [InlineData(" S ", " SS ")]
    [InlineData(" S 1 ", " S -1 ")]
    [InlineData(" S 1 ", " S 2147483648 ")]
    [InlineData(" S 1 ", " S x ")]
    [InlineData(" 11 ", " -1 ")]
    [InlineData(" 13 ", " 9223372036854775808 ")]
    [InlineData(" 16 ", " -1 ")]
    [InlineData(" 17 ", " 17x ")]
    [InlineData(" 0 3 0 ", " 0 2147483648 0 ")]
    public void A_field_that_cannot_be_is_no_line(string field, string written) =>
        Assert.Null(Parse("1 (x)" + Fields.Replace(field, written, StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("42")]
    [InlineData("42 (sleep")]
    [InlineData("42 (sleep)")]
    [InlineData("42 (sleep) S")]
    [InlineData("42 (sleep) S 1 2 3")]
    public void What_is_no_line_is_told_apart(string text) => Assert.Null(Parse(text));

    [Fact]
    public void Where_the_stack_begins_is_told_by_who_may_know_it()
    {
        Assert.Equal(0UL, Parse("42 (sleep)" + Fields)!.Value.StackStart);
        Assert.Equal(140_726_000_001_552UL, Parse("42 (sleep)" + Fields.TrimEnd() + " 94 95 140726000001552 0 0\n")!.Value.StackStart);
        Assert.Equal(0UL, Parse("42 (sleep)" + Fields.TrimEnd() + " 1 1 0 0 0\n")!.Value.StackStart);
        ProcStat own = ProcStat.Parse(File.ReadAllBytes("/proc/self/stat"))!.Value;
        string stack = File.ReadLines("/proc/self/maps").Single(line => line.EndsWith("[stack]", StringComparison.Ordinal));
        ulong[] ends = [.. stack[..stack.IndexOf(' ', StringComparison.Ordinal)].Split('-').Select(end => ulong.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        Assert.InRange(own.StackStart, ends[0], ends[1]);
    }

    [Theory]
    [InlineData(ProcTree.Python)]
    [InlineData(ProcTree.HostileName)]
    [InlineData(ProcTree.KernelThread)]
    [InlineData(ProcTree.LeaderExited)]
    public void A_line_that_is_cut_anywhere_gives_the_right_figures_or_none(int pid)
    {
        byte[] text = ProcTree.Read(pid, "stat");
        ProcStat whole = ProcStat.Parse(text)!.Value;
        for (int length = 0; length < text.Length; length++)
        {
            ProcStat? cut = ProcStat.Parse(text.AsSpan(0, length));

            Assert.True(cut is null || cut == whole || cut == whole with { StackStart = 0 },
                "cut at byte " + length.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static ProcStat? Parse(string text) => ProcStat.Parse(Encoding.UTF8.GetBytes(text));
}
