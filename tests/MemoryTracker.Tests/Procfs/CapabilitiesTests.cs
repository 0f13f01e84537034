using System.Text;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class CapabilitiesTests
{
    [Fact]
    public void A_captured_root_has_those_that_matter()
    {
        Capabilities? found = Capabilities.Parse(ProcTree.Read(ProcTree.Python, "status"));

        Assert.All(Enum.GetValues<Capability>(), one => Assert.True(found!.Value.Has(one)));
        Assert.False(found!.Value.Has((Capability)24), "the captured process lacked CAP_SYS_RESOURCE");
    }

    [Theory]
    [InlineData("CapPrm:\tffff\nCapEff:\t0000000000080000\n", 0x80000UL)]
    [InlineData("CapEff:\t0000000000000000\n", 0UL)]
    [InlineData("CapEff:\tffffffffffffffff\n", ulong.MaxValue)]
    [InlineData("CapPrm:\tffff\n", null)]
    [InlineData("CapEff:\t\n", null)]
    [InlineData("CapEff:\t12x\n", null)]
    [InlineData("CapEff:\t1ffffffffffffffff\n", null)]
    [InlineData("CapEff:\t12", null)]
    [InlineData("", null)]
    public void Only_the_effective_ones_count(string status, ulong? mask) => Assert.Equal(mask, Capabilities.Parse(Encoding.UTF8.GetBytes(status))?.Mask);

    [Fact]
    public void Each_has_its_bit()
    {
        Assert.True(new Capabilities(1UL << 19).Has(Capability.SysPtrace));
        Assert.False(new Capabilities(1UL << 19).Has(Capability.PerfMon));
        Assert.True(new Capabilities(1UL << 38).Has(Capability.PerfMon));
    }
}
