using MemoryTracker.Linux;
using MemoryTracker.Markers;
using MemoryTracker.Tests.Harness;
using LibC = MemoryTracker.Linux.LibC;

namespace MemoryTracker.Tests.Markers;

public sealed class MarkerFollowerTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly List<string> _told = [];
    private readonly MarkerLog _log;

    public MarkerFollowerTests() => _log = new MarkerLog(_told.Add, _ => { });

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Several_files_and_the_recordings_own_are_read_into_one_log()
    {
        string inbox = _scratch.Write("inbox", "");
        using MarkerFollower follower = new([_scratch.File("a"), _scratch.File("never")], inbox, clock: null, _log);
        long started = Clock.Now - 60_000_000_000;
        follower.Read(started);
        Assert.Equal([_scratch.File("a"), _scratch.File("never")], follower.NeverThere);

        File.AppendAllText(inbox, "1.5 by hand\n");
        _scratch.Write("a", "2.5 of the program\n3.5 begun without a line feed");
        follower.Read(started);
        Assert.Equal(["by hand", "of the program"], _log.Markers.Select(marker => marker.Label));

        follower.Finish(started, TimeSpan.FromSeconds(60));
        Assert.Equal(["by hand", "of the program", "begun without a line feed"], _log.Markers.Select(marker => marker.Label));
        Assert.Equal([_scratch.File("never")], follower.NeverThere);
        Assert.Empty(follower.Pipes);
        Assert.Empty(_told);
    }

    [Fact]
    public void A_line_that_cannot_be_understood_names_the_recordings_own_file_by_what_writes_it()
    {
        using MarkerFollower follower = new([], _scratch.Write("inbox", "{\"time\":\n"), clock: null, _log);
        follower.Read(Clock.Now);

        Assert.StartsWith("memory_tracker mark, line 1: ", Assert.Single(_told), StringComparison.Ordinal);
        Assert.Equal(1, _log.BadLines);
    }

    [Fact]
    public void A_pipe_can_be_waited_for()
    {
        Assert.Equal(0, Harness.LibC.MakeFifo(_scratch.File("fifo"), 0x180));
        using MarkerFollower follower = new([_scratch.File("fifo")], inbox: null, clock: null, _log);
        Assert.Empty(follower.Pipes);
        follower.Read(Clock.Now);

        Assert.False(Descriptor.IsReady(Assert.Single(follower.Pipes), LibC.PollIn));
        using FileStream writer = new(_scratch.File("fifo"), FileMode.Open, FileAccess.Write);
        writer.Write("0.5 hello\n"u8);
        writer.Flush();
        Assert.True(Descriptor.IsReady(follower.Pipes[0], LibC.PollIn, Patience.Limit));
    }

    [Fact]
    public void What_is_no_file_of_markers_is_told_once()
    {
        Directory.CreateDirectory(_scratch.File("folder"));
        using MarkerFollower follower = new([_scratch.File("folder"), "/dev/null"], inbox: null, clock: null, _log);
        follower.Read(Clock.Now);
        follower.Read(Clock.Now);

        Assert.Equal(2, _told.Count);
        Assert.Contains("it is a folder", _told[0], StringComparison.Ordinal);
        Assert.Contains("it is a device or a socket, and wanted is a file or a FIFO", _told[1], StringComparison.Ordinal);
    }
}
