using MemoryTracker.Cli;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;

namespace MemoryTracker.Tests.Cli;

public class ReportsTests
{
    [Theory]
    [InlineData(false, false, ExitCode.Done)]
    [InlineData(true, false, ExitCode.Failed)]
    [InlineData(false, true, ExitCode.AssertionFailed)]
    [InlineData(true, true, ExitCode.AssertionFailed)]
    public void An_assertion_that_failed_comes_before_an_output_that_could_not_be_written(bool hasFailed, bool hasFailedAssertion, int code)
    {
        MemoryTracker.Cli.Reports reports = new();
        if (hasFailed)
            reports.Fail("(a test's) x.png could not be written");
        reports.Take([Result(passes: true), Result(!hasFailedAssertion)], isQuiet: false);

        Assert.Equal(code, reports.ExitCode);
    }

    private static AssertionResult Result(bool passes) => new("rss < 5", passes, true) { Figure = 1, Bound = 5, Unit = Unit.Bytes, Per = null, Why = null };
}
