using MemoryTracker.Procfs;
using MemoryTracker.Targets.Finding;
using MemoryTracker.Tests.Harness;
using Child = MemoryTracker.Tests.Harness.Child;

namespace MemoryTracker.Tests.Targets.Finding;

public sealed class BirthsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_look_is_due_at_first_and_twice_after_each_change()
    {
        using Births births = Told("0.00 0.04 0.25 3/95 100\n");

        Assert.Equal([true, true, false, false], Ask(births, 4));
        Tell("9.00 9.04 9.25 5/99 100\n");
        Assert.Equal([false], Ask(births, 1));
        Tell("0.00 0.04 0.25 3/95 101\n");
        Assert.Equal([true, true, false], Ask(births, 3));
        Tell("0.00 0.04 0.25 3/95 5\n");
        Assert.Equal([true, true, false], Ask(births, 3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("0.00 0.04 0.25 3/95 10")]
    [InlineData("0.00 0.04 0.25 3/95 \n")]
    [InlineData("0.00 0.04 0.25 3/95 x\n")]
    [InlineData("0.00 0.04 0.25 100\n")]
    public void What_cannot_be_told_is_new_each_time(string text)
    {
        using Births births = Told(text);

        Assert.Equal([true, true, true], Ask(births, 3));
    }

    [Fact]
    public void Without_the_file_they_are_new_each_time()
    {
        using Births births = new(new ProcRoot(_scratch.Folder));

        Assert.Equal([true, true, true], Ask(births, 3));
    }

    [Fact]
    public void A_process_of_this_machine_is_a_birth()
    {
        using Births births = new(ProcRoot.Default);
        _ = Ask(births, 2);
        using Child child = Child.Sleeping();

        Assert.True(births.AreNew());
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        using Births births = new(ProcRoot.Default);
        _ = births.AreNew();

        Assert.Equal(0, Allocations.Of(() => births.AreNew()));
    }

    private static bool[] Ask(Births births, int times) => [.. Enumerable.Range(0, times).Select(_ => births.AreNew())];

    private Births Told(string text)
    {
        Tell(text);
        return new Births(new ProcRoot(_scratch.Folder));
    }

    private void Tell(string text) => _scratch.Write("loadavg", text);
}
