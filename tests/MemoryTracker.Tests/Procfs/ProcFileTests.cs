using System.Text;
using MemoryTracker.Linux;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class ProcFileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(8192)]
    [InlineData(300_000)]
    public void A_file_of_any_length_is_read_whole(int length)
    {
        using Scratch scratch = new();
        byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
        File.WriteAllBytes(scratch.File("x"), content);
        using ProcFile file = ProcFile.TryOpen(scratch.File("x"), out _)!;

        Assert.True(file.TryRead(out ReadOnlySpan<byte> text, out int error));

        Assert.Equal(content, text.ToArray());
        Assert.Equal(0, error);
    }

    [Fact]
    public void Thousands_of_groups_before_the_figures_hide_nothing()
    {
        using Scratch scratch = new();
        string groups = string.Join(' ', Enumerable.Range(100_000, 60_000));
        scratch.Write("status", $"Name:\tx\nGroups:\t{groups} \nVmHWM:\t     8 kB\nVmRSS:\t     4 kB\nThreads:\t1\n");
        using ProcFile file = ProcFile.TryOpen(scratch.File("status"), out _)!;

        Assert.True(file.TryRead(out ReadOnlySpan<byte> text, out _));

        Assert.Equal(4096, ProcStatus.ParseTick(text).Rss);
        Assert.Equal(8192, ProcStatus.ParseTick(text).HighWater);
    }

    [Fact]
    public void A_list_of_which_the_kernel_gives_a_page_at_a_time_is_read_to_its_end()
    {
        byte[] text = ProcFile.ReadOnce("/proc/self/maps")!;

        // The stack is among the last, at the top of the address space.
        Assert.True(text.AsSpan().LastIndexOf("[stack]"u8) > 2 * Environment.SystemPageSize);
        Assert.EndsWith("\n", Encoding.ASCII.GetString(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_beyond_all_bounds_is_refused_and_not_read_in_part(bool isList)
    {
        using Scratch scratch = new();
        using (FileStream sparse = File.Create(scratch.File("x")))
            sparse.SetLength(ProcBuffer.LargestSize + 1);
        int error;
        if (isList)
        {
            Assert.Null(ProcFile.ReadOnce(scratch.File("x"), out error));
        }
        else
        {
            using ProcFile file = ProcFile.TryOpen(scratch.File("x"), out _)!;
            Assert.False(file.TryRead(out ReadOnlySpan<byte> text, out error));
            Assert.True(text.IsEmpty);
        }

        Assert.Equal(Errno.FileTooLarge, error);
    }

    [Fact]
    public void Every_read_starts_at_the_beginning_and_sees_what_is_there_now()
    {
        using Scratch scratch = new();
        scratch.Write("x", "long before");
        using ProcFile file = ProcFile.TryOpen(scratch.File("x"), out _)!;
        Assert.True(file.TryRead(out _, out _));

        scratch.Write("x", "now");

        Assert.True(file.TryRead(out ReadOnlySpan<byte> text, out _));
        Assert.Equal("now"u8, text);
    }

    [Fact]
    public void Reading_again_allocates_nothing()
    {
        using ProcFile file = ProcFile.TryOpen("/proc/self/status", out _)!;
        Assert.True(file.TryRead(out _, out _));

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                _ = file.TryRead(out _, out _);
        }));
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_by_its_error()
    {
        const int NoSuchFile = 2;

        Assert.Null(ProcFile.TryOpen("/proc/0/status", out int error));
        Assert.Equal(NoSuchFile, error);
    }

    [Fact]
    public void A_held_handle_never_shows_a_successor()
    {
        using Child child = Child.Sleeping();
        using ProcFile file = ProcFile.TryOpen($"/proc/{child.Pid}/status", out _)!;
        child.End();

        Assert.False(file.TryRead(out ReadOnlySpan<byte> text, out int error));

        Assert.Equal(Errno.NoSuchProcess, error);
        Assert.True(text.IsEmpty);
    }
}
