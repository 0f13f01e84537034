using MemoryTracker.Linux;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Linux;

public sealed class FileKindTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("/dev/null", true)]
    [InlineData("/dev/full", true)]
    [InlineData("/proc/self/status", false)]
    [InlineData("/dev", false)]
    [InlineData("/nowhere", false)]
    [InlineData("", false)]
    public void A_device_is_told_from_a_file_and_a_folder(string path, bool isSpecial) => Assert.Equal(isSpecial, FileKind.IsSpecial(path));

    [Fact]
    public void A_pipe_is_special_and_a_link_is_what_it_leads_to()
    {
        Assert.Equal(0, Harness.LibC.MakeFifo(_scratch.File("pipe"), 0x180));
        File.CreateSymbolicLink(_scratch.File("to-pipe"), _scratch.File("pipe"));
        File.CreateSymbolicLink(_scratch.File("to-file"), _scratch.Write("file", ""));

        Assert.True(FileKind.IsSpecial(_scratch.File("pipe")));
        Assert.True(FileKind.IsSpecial(_scratch.File("to-pipe")));
        Assert.False(FileKind.IsSpecial(_scratch.File("to-file")));
    }
}
