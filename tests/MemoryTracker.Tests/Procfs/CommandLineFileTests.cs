using System.Text;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class CommandLineFileTests
{
    public static TheoryData<string, string[]> Texts => new()
    {
        { "sleep\01000\0", ["sleep", "1000"] },
        { "sh\0-c\0a b\nc\0", ["sh", "-c", "a b\nc"] },
        { "x\0\0y\0", ["x", "", "y"] },
        { "x\0\0", ["x", ""] },
        { "\0", [""] },
        { "nginx: worker process", ["nginx: worker process"] },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Arguments_end_with_NUL_and_may_be_empty_or_overwritten(string text, string[] arguments) =>
        Assert.Equal(arguments, CommandLineFile.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Nothing_is_no_arguments_rather_than_an_empty_one() => Assert.Null(CommandLineFile.Parse([]));

    [Fact]
    public void Bytes_that_are_no_text_are_marked() => Assert.Equal(["a\ufffd"], CommandLineFile.Parse([(byte)'a', 0xff, 0]));

    [Fact]
    public void Of_megabytes_the_first_are_read_and_the_others_not_even_looked_at()
    {
        using Scratch scratch = new();
        scratch.Write("7/cmdline", new string('x', 16 << 20) + "\0y\0");
        IReadOnlyList<string>? arguments = null;

        long allocated = Allocations.Of(() => arguments = CommandLineFile.Read(new ProcRoot(scratch.Folder), 7));

        Assert.Equal(64 << 10, Assert.Single(arguments!).Length);
        Assert.InRange(allocated, 0, 1 << 20);
    }

    [Theory]
    [InlineData(ProcTree.HostileName, new[] { "./b)) (R VmRSS:", "600" })]
    [InlineData(ProcTree.Python, new[] { "python3", "threads.py" })]
    [InlineData(ProcTree.Zombie, null)]
    [InlineData(ProcTree.KernelThread, null)]
    [InlineData(5_999_999, null)]
    public void A_captured_process_has_its_arguments(int pid, string[]? arguments) =>
        Assert.Equal(arguments, CommandLineFile.Read(ProcTree.Root, pid));

    [Fact]
    public void A_real_process_has_the_arguments_it_was_started_with()
    {
        using Child child = Child.Sleeping();

        Assert.Equal(["sleep", "1000"], CommandLineFile.Read(ProcRoot.Default, child.UntilNamed("sleep").Pid));
    }
}
