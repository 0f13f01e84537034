using System.Text;
using MemoryTracker.Procfs;

namespace MemoryTracker.Tests.Procfs;

public class DescriptorLimitTests
{
    private const string Head = "Limit                     Soft Limit           Hard Limit           Units     \n";

    [Theory]
    [InlineData("Max open files            1024                 524288               files     \n", 1024L)]
    [InlineData("Max open files            unlimited            unlimited            files     \n", long.MaxValue)]
    [InlineData("Max open files            x                    5                    files     \n", null)]
    [InlineData("Max open files            -1                   5                    files     \n", null)]
    [InlineData("Max open files            102", null)]
    [InlineData("Max open files            \n", null)]
    [InlineData("Max processes             96365                96365                processes \n", null)]
    public void The_soft_limit_counts(string line, long? limit) => Assert.Equal(limit, DescriptorLimit.Parse(Encoding.UTF8.GetBytes(Head + line)));

    [Fact]
    public void This_machine_tells_it() => Assert.InRange(DescriptorLimit.Parse(File.ReadAllBytes("/proc/self/limits"))!.Value, 16, long.MaxValue);
}
