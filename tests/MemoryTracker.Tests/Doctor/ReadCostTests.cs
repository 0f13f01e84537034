using MemoryTracker.Doctor;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Doctor;

public sealed class ReadCostTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<string> Sources => [.. RawSource.All.Select(source => source.Name).Distinct()];

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_source_of_our_own_has_a_cost(string name)
    {
        DoctorDocument.SourceFacts cost = new ReadCost(Environment.ProcessId, ProcRoot.Default).Of(RawSource.All.First(source => source.Name == name));

        Assert.InRange(cost.ReadS!.Value, double.Epsilon, 10);
        Assert.InRange(cost.Reads, 1, 101);
        Assert.Null(cost.Note);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void What_cannot_be_read_costs_nobody_knows_what(string name)
    {
        DoctorDocument.SourceFacts cost = new ReadCost(5_000_009, ProcTree.Root).Of(RawSource.All.First(source => source.Name == name));

        Assert.Equal(new(name, null, 0, null), cost);
    }

    [Theory]
    [InlineData(1 << 20, 0, true)]
    [InlineData((1 << 20) + 1, 0, false)]
    [InlineData(1 << 19, 1 << 19, true)]
    [InlineData(1 << 19, (1 << 19) + 1, false)]
    [InlineData(10 << 20, 0, false)]
    public void The_page_tables_of_a_large_process_are_left_alone(long residentKb, long swappedKb, bool isMeasured)
    {
        _scratch.Write("7/status", $"Name:\tx\nTgid:\t7\nVmRSS:\t{residentKb} kB\nVmSwap:\t{swappedKb} kB\n");
        _scratch.Write("7/smaps_rollup", "Pss: 4 kB\n");

        DoctorDocument.SourceFacts cost = new ReadCost(7, new ProcRoot(_scratch.Folder)).Of(RawSource.SmapsRollup);

        Assert.Equal(isMeasured, cost.ReadS is not null);
        Assert.Equal(isMeasured, cost.Note is null);
    }

    [Fact]
    public void Of_unknown_size_they_are_left_alone_too()
    {
        _scratch.Write("7/status", "Name:\tx\nTgid:\t7\n");
        _scratch.Write("7/smaps_rollup", "Pss: 4 kB\n");

        Assert.Null(new ReadCost(7, new ProcRoot(_scratch.Folder)).Of(RawSource.SmapsRollup).ReadS);
    }

    [Fact]
    public void One_reading_that_takes_all_the_time_is_the_only_one()
    {
        int reads = 0;

        DoctorDocument.SourceFacts cost = ReadCost.Median(RawSource.Stat, mostTime: 1_000_000, () =>
        {
            reads++;
            Thread.Sleep(2);
            return true;
        });

        Assert.Equal((1, 1), (reads, cost.Reads));
        Assert.InRange(cost.ReadS!.Value, 0.002, 10);
    }

    [Fact]
    public void A_reading_that_fails_ends_it()
    {
        int reads = 0;

        Assert.Equal(new("stat", null, 0, null), ReadCost.Median(RawSource.Stat, long.MaxValue, () => ++reads < 3));
        Assert.Equal(3, reads);
    }
}
