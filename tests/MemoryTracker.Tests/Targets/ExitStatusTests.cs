using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Targets;

public class ExitStatusTests
{
    [Theory]
    [InlineData(0x0000, 0, null, null)]
    [InlineData(0x0100, 1, null, null)]
    [InlineData(0xff00, 255, null, null)]
    [InlineData(0x0009, null, 9, "SIGKILL")]
    [InlineData(0x008b, null, 11, "SIGSEGV")]
    [InlineData(0x000f, null, 15, "SIGTERM")]
    public void It_is_read_as_wait_tells_it(int status, int? code, int? signal, string? name)
    {
        ExitStatus exit = ExitStatus.FromWait(status);

        Assert.Equal((code, signal, name), (exit.Code, exit.Signal, exit.SignalName));
    }
}
