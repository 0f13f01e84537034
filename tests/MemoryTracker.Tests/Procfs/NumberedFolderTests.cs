using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class NumberedFolderTests
{
    [Fact]
    public void Numbers_are_listed_and_other_names_are_not()
    {
        using Scratch scratch = new();
        foreach (string name in new[] { "7", "4711", "x", "7x", "-7", "2147483648", "99999999999999999999" })
            scratch.Write($"list/{name}", "");
        using ProcFolder folder = ProcFolder.TryOpen(scratch.Folder, out _)!;
        using NumberedFolder list = folder.TryOpenFolder("list"u8, out _)!;

        Assert.Equal([7, 4711], Numbers(list).Order());
    }

    [Fact]
    public void More_entries_than_a_buffer_holds_are_all_listed_again_and_again()
    {
        using Scratch scratch = new();
        foreach (int number in Enumerable.Range(1, 1000))
            scratch.Write($"list/{number}", "");
        using ProcFolder folder = ProcFolder.TryOpen(scratch.Folder, out _)!;
        using NumberedFolder list = folder.TryOpenFolder("list"u8, out _)!;

        Assert.Equal(Enumerable.Range(1, 1000), Numbers(list).Order());
        Assert.Equal(1000, Numbers(list).Count);
    }

    [Fact]
    public void Our_threads_are_listed()
    {
        using ProcFolder folder = ProcFolder.TryOpen("/proc/self", out _)!;
        using NumberedFolder list = folder.TryOpenFolder("task"u8, out _)!;

        Assert.Contains(Environment.ProcessId, Numbers(list));
        Assert.Contains(LibC.ThreadId(), Numbers(list));
    }

    [Fact]
    public void A_process_s_descriptors_are_counted()
    {
        using Child child = Child.Sleeping().UntilNamed("sleep");
        using ProcFolder folder = ProcFolder.TryOpen($"/proc/{child.Pid}", out _)!;
        using NumberedFolder descriptors = folder.TryOpenFolder("fd"u8, out _)!;

        // While it is being loaded it opens libraries and closes them again.
        Patience.Until(() => Directory.GetFileSystemEntries($"/proc/{child.Pid}/fd").Length == descriptors.Count(out _), "as many are counted as are listed");
        Assert.Equal(Numbers(descriptors).Count, descriptors.Count(out _));
        Assert.InRange(descriptors.Count(out _) ?? 0, 1, long.MaxValue);
    }

    [Fact]
    public void A_folder_of_a_process_that_has_ended_tells_nothing()
    {
        using Child child = Child.Sleeping();
        using ProcFolder folder = ProcFolder.TryOpen($"/proc/{child.Pid}", out _)!;
        using NumberedFolder descriptors = folder.TryOpenFolder("fd"u8, out _)!;
        child.End();

        Assert.Null(descriptors.Count(out int error));
        Assert.NotEqual(0, error);
        Assert.Null(folder.TryOpenFile("status"u8, out _));
        Assert.False(folder.TryRead("status"u8, out _, out _));
    }

    [Fact]
    public void Listing_and_reading_allocate_nothing()
    {
        using ProcFolder folder = ProcFolder.TryOpen("/proc/self", out _)!;
        using NumberedFolder list = folder.TryOpenFolder("task"u8, out _)!;
        int seen = 0;
        // What the first use of anything allocates is not what a tick does.
        ListAndRead();

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                ListAndRead();
        }));
        Assert.NotEqual(0, seen);

        void ListAndRead()
        {
            list.Rewind();
            while (list.TryNext(out _, out _))
                seen++;
            _ = folder.TryRead("status"u8, out _, out _);
            _ = list.Count(out _);
        }
    }

    private static List<int> Numbers(NumberedFolder folder)
    {
        List<int> numbers = [];
        folder.Rewind();
        while (folder.TryNext(out int number, out _))
            numbers.Add(number);
        return numbers;
    }
}
