using MemoryTracker.Markers;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Markers;

public sealed class MarkerInboxTests : IDisposable
{
    private const UnixFileMode OursAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Scratch _scratch = new();

    private string Place => _scratch.File("run");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_file_is_there_for_its_owner_alone_as_long_as_the_recording()
    {
        using MarkerInbox inbox = Make(4711);
        Assert.Equal("", File.ReadAllText(inbox.Path));
        Assert.Equal(OursAlone | UnixFileMode.StickyBit, File.GetUnixFileMode(inbox.Path));
        Assert.StartsWith(Path.Combine(Place, "4711."), inbox.Path, StringComparison.Ordinal);

        inbox.Dispose();

        Assert.False(File.Exists(inbox.Path));
    }

    [Fact]
    public void Two_recordings_of_one_process_have_two_files()
    {
        using MarkerInbox first = Make(4711);
        using MarkerInbox second = Make(4711);

        Assert.NotEqual(first.Path, second.Path);
        second.Dispose();
        Assert.True(File.Exists(first.Path));
    }

    [Fact]
    public void A_number_that_a_running_recording_has_is_not_given_again()
    {
        using RuntimeFolder folder = RuntimeFolder.Make(Place);
        using RunningFile first = new(folder);
        using RunningFile second = new(folder);

        Assert.Equal(100, first.TakeNumber(from: 100));
        Assert.Equal(101, second.TakeNumber(from: 100));
        Assert.True(second.IsTaken(100));
        first.Dispose();
        Assert.False(second.IsTaken(100));
    }

    [Fact]
    public void Once_closed_nothing_more_is_put_in_and_what_is_in_it_can_still_be_read()
    {
        using MarkerInbox inbox = Make(4711);
        using RunningRecordings running = new(Place, ProcTree.Root);
        RunningRecording recording = Assert.Single(running.All);
        Assert.Null(running.Append(recording, "before\n"u8));

        inbox.Close();

        Assert.Equal("the recording of ? (PID 4711) has just ended", running.Append(recording, "after\n"u8));
        Assert.StartsWith("before\n", File.ReadAllText(inbox.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_somebody_put_in_its_place_is_left_alone()
    {
        using MarkerInbox inbox = Make(4711);
        File.Move(inbox.Path, _scratch.File("moved"));
        File.WriteAllText(inbox.Path, "theirs");

        inbox.Dispose();

        Assert.Equal("theirs", File.ReadAllText(inbox.Path));
        Assert.True(File.Exists(_scratch.File("moved")));
    }

    [Fact]
    public void Of_what_others_left_behind_only_the_empty_is_removed()
    {
        using MarkerInbox running = Make(1);
        _scratch.Write("run/2.1.markers", "");
        _scratch.Write("run/3.1.markers", "marker\n");
        _scratch.Write("run/other", "");

        using MarkerInbox next = Make(4);

        string[] expected = [Path.GetFileName(running.Path), "3.1.markers", Path.GetFileName(next.Path), "other", "running"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetFiles(Place).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_program_that_locks_what_it_appends_to_does_not_wait_for_the_recording()
    {
        using MarkerInbox inbox = Make(4711);
        using MarkerInbox other = Make(4712);
        using FileStream file = new(inbox.Path, FileMode.Append, FileAccess.Write, FileShare.None);

        file.Lock(0, 0);

        using RunningRecordings running = new(Place, ProcTree.Root);
        Assert.Equal(2, running.All.Count);
    }

    [Fact]
    public void A_link_in_the_place_of_the_file_of_locks_is_not_followed()
    {
        using RuntimeFolder folder = RuntimeFolder.Make(Place);
        File.CreateSymbolicLink(Path.Combine(Place, "running"), _scratch.File("elsewhere"));

        Assert.Null(MarkerInbox.TryMake(4711, Place, out string? problem));

        Assert.Equal($"{Place}/running: Too many levels of symbolic links", problem);
        Assert.Equal(["run"], _scratch.Names());
    }

    [Fact]
    public void Making_and_removing_it_leaves_no_descriptor_open()
    {
        using MarkerInbox warm = Make(1);
        int before = OpenInPlace();
        for (int i = 0; i < 10; i++)
            Make(2).Dispose();

        Assert.Equal(before, OpenInPlace());
    }

    /// <summary>How many descriptors of this process lead there: other tests open others meanwhile.</summary>
    private int OpenInPlace() => Directory.GetFileSystemEntries("/proc/self/fd")
        .Count(link => new FileInfo(link).LinkTarget?.StartsWith(Place, StringComparison.Ordinal) == true);

    private MarkerInbox Make(int pid)
    {
        MarkerInbox? inbox = MarkerInbox.TryMake(pid, Place, out string? problem);
        Assert.Null(problem);
        return inbox!;
    }
}
