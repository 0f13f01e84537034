using MemoryTracker.Procfs;

namespace MemoryTracker.Tests.Procfs;

public class KernelVersionTests
{
    [Theory]
    [InlineData("6.18.44-fc-v669", 6, 18, 44)]
    [InlineData("6.1.0-13-amd64", 6, 1, 0)]
    [InlineData("5.15-rc3", 5, 15, 0)]
    [InlineData("6.16", 6, 16, 0)]
    [InlineData("4.19.0+", 4, 19, 0)]
    public void A_release_begins_with_its_numbers(string release, int major, int minor, int patch) =>
        Assert.Equal(new KernelVersion(major, minor, patch), KernelVersion.Parse(release));

    [Theory]
    [InlineData("")]
    [InlineData("6")]
    [InlineData("6.")]
    [InlineData("six.one")]
    [InlineData("-6.1")]
    [InlineData("99999999999.1")]
    public void What_is_no_release_is_unknown(string release) => Assert.Null(KernelVersion.Parse(release));

    [Theory]
    [InlineData("6.12.87", false)]
    [InlineData("6.12.88", true)]
    [InlineData("6.13.99", false)]
    [InlineData("6.15.0", false)]
    [InlineData("6.16-rc1", true)]
    [InlineData("7.0.0", true)]
    [InlineData("5.99.99", false)]
    public void Sums_are_exact_from_6_16_on_and_in_one_older_series(string release, bool isExact) =>
        Assert.Equal(isExact, KernelVersion.Parse(release)!.Value.SumsRssExactly);
}
