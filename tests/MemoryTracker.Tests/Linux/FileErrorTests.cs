using MemoryTracker.Linux;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Linux;

public sealed class FileErrorTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<string, string> Refused => new()
    {
        { "missing", "No such file or directory" },
        { "missing/file", "its folder is not there" },
        { new string('x', 300), "File name too long" },
        { ".", "Permission denied" },
        { "/proc/version/x", "its folder is not there" },
        { "/dev/full", "No space left on device" },
    };

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Refused))]
    public void The_reason_is_the_kernels_and_names_no_path(string file, string reason)
    {
        Exception error = Assert.ThrowsAny<Exception>(() =>
        {
            using FileStream stream = new(_scratch.File(file), FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);
            stream.WriteByte(1);
        });

        Assert.Equal(reason, FileError.Describe(error));
    }

    [Fact]
    public void What_is_no_error_of_the_kernel_is_told_cleaned() => Assert.Equal("odd\ufffd", FileError.Describe(new IOException("odd\e")));
}
