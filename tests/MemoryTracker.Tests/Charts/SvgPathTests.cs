using MemoryTracker.Charts.Drawing;

namespace MemoryTracker.Tests.Charts;

public sealed class SvgPathTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("M10 20L30 40L35 50", "m10 20 20 20 5 10")]
    [InlineData("M10 20L30 20L30 15.555", "m10 20h20v-4.44")]
    [InlineData("M0.004 0L1.004 0L2.004 0L3.004 0", "m0 0h1 1 1")]
    [InlineData("M1.123456 2L1.3 4M5 6L5 6", "m1.12 2 .18 2m3.7 2h0")]
    [InlineData("M1 1L2 2L3 1ZM9 9L10 10Z", "m1 1 1 1 1-1zm8 8 1 1z")]
    [InlineData("M1 2Q3 4 5 6C7 8 9 10 11 12", "m1 2q2 2 4 4c2 2 4 4 6 6")]
    [InlineData("M1 2H5V7Z", "m1 2h4v5z")]
    [InlineData("M-1 -2L-3.5 -4e-3L-3.6 -0.5", "m-1-2-2.5 2-.1-.5")]
    [InlineData("M0 0L0.004 1L0.008 2L0.012 3L0.016 4", "m0 0v1l.01 1v1l.01 1")]
    public void It_becomes_shorter(string data, string expected) => Assert.Equal(expected, SvgPath.Shorten(data));
}
