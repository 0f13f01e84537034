using System.Text;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class ContextSwitchesTests
{
    [Fact]
    public void A_captured_thread_tells_both() =>
        Assert.Equal(new ContextSwitches(42, 82), ContextSwitches.Parse(ProcTree.Read(ProcTree.Python, "status")));

    [Theory]
    [InlineData("voluntary_ctxt_switches:\t1\nnonvoluntary_ctxt_switches:\t2\n", 1L, 2L)]
    [InlineData("Name:\tx\nvoluntary_ctxt_switches:\t0\nnonvoluntary_ctxt_switches:\t0\nx86_Thread_features:\t\n", 0L, 0L)]
    [InlineData("Name:\tvoluntary_ctxt_switches:\t9\n" + "voluntary_ctxt_switches:\t1\nnonvoluntary_ctxt_switches:\t2\n", 1L, 2L)]
    public void They_are_the_last_lines_of_a_status(string text, long voluntary, long involuntary) =>
        Assert.Equal(new ContextSwitches(voluntary, involuntary), Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("Name:\tx\n")]
    [InlineData("Name:\tx\nvoluntary_ctxt_switches:\t1\n")]
    [InlineData("Name:\tx\nnonvoluntary_ctxt_switches:\t1\n")]
    [InlineData("Name:\tx\nvoluntary_ctxt_switches:\t1\nnonvoluntary_ctxt_switches:\t2")]
    [InlineData("Name:\tx\nvoluntary_ctxt_switches:\t-1\nnonvoluntary_ctxt_switches:\t2\n")]
    [InlineData("Name:\tx\nvoluntary_ctxt_switches:\tx\nnonvoluntary_ctxt_switches:\t2\n")]
    public void One_alone_or_no_number_is_unknown(string text) => Assert.Null(Parse(text));

    private static ContextSwitches? Parse(string text) => ContextSwitches.Parse(Encoding.UTF8.GetBytes(text));
}
