using MemoryTracker.Cli;

namespace MemoryTracker.Tests.Cli;

public sealed class ShortageTests
{
    private const int NoMemory = 12;
    private const int TooManyOpen = 24;

    [Fact]
    public void Memory_and_descriptors_that_run_out_are_told_with_what_helps()
    {
        Assert.Contains("ulimit -v", Shortage.In(new InsufficientMemoryException()), StringComparison.Ordinal);
        Assert.Contains("ulimit -v", Shortage.In(new IOException("Cannot allocate memory", NoMemory)), StringComparison.Ordinal);
        Assert.Contains("ulimit -n", Shortage.In(new IOException("Too many open files", TooManyOpen)), StringComparison.Ordinal);
    }

    [Fact]
    public void Also_inside_of_the_framework() => Assert.Contains(
        "ulimit -n", Shortage.In(new TypeInitializationException("PosixSignalRegistration", new IOException("Too many open files", TooManyOpen))), StringComparison.Ordinal);

    [Fact]
    public void Anything_else_is_none()
    {
        Assert.Null(Shortage.In(new IOException("No such file or directory", 2)));
        Assert.Null(Shortage.In(new InvalidOperationException("a bug", new ArgumentException("another"))));
    }
}
