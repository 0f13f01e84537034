using System.IO.Pipes;
using MemoryTracker.Linux;

namespace MemoryTracker.Tests.Linux;

public sealed class DescriptorTests
{
    [Fact]
    public void Whoever_has_something_to_read_ends_the_wait_and_nobody_is_passed_over()
    {
        using EventFd quiet = new();
        using EventFd raised = new();
        raised.Raise();

        Descriptor.WaitForEither(quiet.Descriptor, raised.Descriptor, TimeSpan.FromHours(1));
        Descriptor.WaitForEither(raised.Descriptor, -1, TimeSpan.FromHours(1));
        Descriptor.WaitForAny(quiet.Descriptor, [-1, raised.Descriptor]);
        Descriptor.WaitForEither(-1, -1, TimeSpan.FromMilliseconds(1));

        Assert.True(Descriptor.IsReady(raised.Descriptor, LibC.PollIn));
        Assert.False(Descriptor.IsReady(quiet.Descriptor, LibC.PollIn, TimeSpan.FromMilliseconds(1)));
        Assert.False(Descriptor.IsReady(-1, LibC.PollIn));
    }

    [Fact]
    public void What_could_not_be_written_any_more_is_told_with_the_reason()
    {
        using AnonymousPipeServerStream reader = new(PipeDirection.In);
        int writer = int.Parse(reader.GetClientHandleAsString(), System.Globalization.CultureInfo.InvariantCulture);
        byte[] bytes = new byte[100];

        Assert.Equal(100, Descriptor.WriteAll(writer, bytes, out int error));
        Assert.Equal(0, error);
        reader.SafePipeHandle.Close();

        Assert.Equal(0, Descriptor.WriteAll(writer, bytes, out error));
        Assert.Equal(Errno.BrokenPipe, error);
        Assert.Equal(0, Descriptor.WriteAll(writer, [], out error));
        Assert.Equal(0, error);
        _ = LibC.Close(writer);
    }
}
