using System.Diagnostics;
using MemoryTracker.Markers;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Markers;

public sealed class MarkerFileTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly List<string> _notices = [];
    private readonly MarkerLog _log;

    public MarkerFileTests() => _log = new MarkerLog(_notices.Add, moment => { });

    private string Path => _scratch.File("marks");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Lines_are_read_as_they_come()
    {
        File.WriteAllText(Path, "1.5 a\n");
        using MarkerFile file = Follow();

        Read(file);
        Assert.Equal(["a"], Labels());
        Append("2.5 b\n3.5 c\n");
        Read(file);
        Assert.Equal(["a", "b", "c"], Labels());
        Read(file);
        Assert.Equal(3, _log.Count);
        Assert.Empty(_notices);
    }

    [Fact]
    public void A_file_may_appear_later()
    {
        using MarkerFile file = Follow();
        Read(file);
        Assert.False(file.WasThere);

        File.WriteAllText(Path, "1.5 a\n");
        Read(file);

        Assert.True(file.WasThere);
        Assert.Equal(["a"], Labels());
    }

    [Fact]
    public void A_line_that_is_half_written_waits_for_its_end()
    {
        using MarkerFile file = Follow();
        File.WriteAllText(Path, "1.5 hal");
        Read(file);
        Assert.Empty(Labels());

        Append("f\n2.5 the other ");
        Read(file);
        Assert.Equal(["half"], Labels());

        Append("half");
        Finish(file);
        Assert.Equal(["half", "the other half"], Labels());
    }

    [Fact]
    public void A_file_that_was_cut_back_is_read_from_its_new_start()
    {
        using MarkerFile file = Follow();
        File.WriteAllText(Path, "1.5 a\n2.5 b\n");
        Read(file);

        File.WriteAllText(Path, "3.5 c\n");
        Read(file);

        Assert.Equal(["a", "b", "c"], Labels());
    }

    [Theory]
    [InlineData("3.5 x\n")]
    [InlineData("3.5 x\n4.5 y\n5.5 z\n6.5 and many more of them than before\n")]
    public void Also_when_it_has_grown_again_meanwhile(string text)
    {
        using MarkerFile file = Follow();
        File.WriteAllText(Path, "1.5 a\n");
        Read(file);
        Thread.Sleep(20);

        File.WriteAllText(Path, text);
        Read(file);

        Assert.Equal(1 + text.Count(letter => letter == '\n'), _log.Count);
        Assert.Empty(_notices);
    }

    [Fact]
    public void A_file_that_was_replaced_is_read_to_its_end_and_then_the_new_one_from_its_start()
    {
        using MarkerFile file = Follow();
        File.WriteAllText(Path, "1.5 a\n");
        Read(file);

        Append("2.5 b\n2.75 its last line");
        File.Move(Path, Path + ".old");
        File.WriteAllText(Path, "3.5 c\n");
        Read(file);

        Assert.Equal(["a", "b", "its last line", "c"], Labels());
    }

    [Fact]
    public void A_file_that_was_removed_is_read_on_through_its_open_handle()
    {
        using MarkerFile file = Follow();
        File.WriteAllText(Path, "1.5 a\n");
        Read(file);

        using (StreamWriter writer = File.AppendText(Path))
        {
            File.Delete(Path);
            writer.Write("2.5 b\n");
        }

        Read(file);
        Assert.Equal(["a", "b"], Labels());
    }

    [Fact]
    public void A_line_without_a_time_that_was_there_before_is_refused_and_one_with_a_time_is_not()
    {
        File.WriteAllText(Path, "from an older run\n1.5 a\n");
        using MarkerFile file = Follow();
        Append("new\n");

        Read(file);

        Assert.Equal(["a", "new"], Labels());
        Assert.Equal([$"marks, line 1: has no time, and was there before the recording began"], _notices);
    }

    [Fact]
    public void Bad_lines_are_told_with_their_number_and_do_not_stop_the_others()
    {
        using MarkerFile file = Follow();
        File.WriteAllText(Path, "1.5 a\n\n# a comment\n{\"time\": 2, \n2.5 b\r\n");

        Read(file);

        Assert.Equal(["a", "b"], Labels());
        Assert.StartsWith("marks, line 4: ", Assert.Single(_notices), StringComparison.Ordinal);
        Assert.Equal(1, _log.BadLines);
    }

    [Fact]
    public void A_line_of_any_length_is_one_line()
    {
        using MarkerFile file = Follow();
        File.WriteAllText(Path, "1.5 " + new string('x', 300_000) + "\n2.5 b\n");
        Append("3.5 " + new string('y', 70_000));

        Read(file);
        Append(new string('y', 70_000) + "\n4.5 d\nbad{\"\n");
        Finish(file);

        Assert.Equal(["x", "b", "y", "d", "b"], Labels().Select(label => label[..1]));
        Assert.All(_log.Markers, marker => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(marker.Label), 1, Marker.LongestLabel));
    }

    [Fact]
    public void A_pipe_is_read_and_wakes_whoever_waits_for_it()
    {
        MakePipe();
        using MarkerFile file = Follow();
        Read(file);
        Assert.True(file.Pipe >= 0);
        Assert.Empty(Labels());

        File.AppendAllText(Path, "1.5 a\n2.5 b\n");
        using MemoryTracker.Linux.EventFd never = new();
        never.WaitAndLower([file.Pipe]);
        Read(file);
        Assert.Equal(["a", "b"], Labels());

        // A writer that went is no news, and the next one is heard.
        Assert.False(MemoryTracker.Linux.Descriptor.IsReady(file.Pipe, MemoryTracker.Linux.LibC.PollIn));
        File.AppendAllText(Path, "3.5 c\n");
        Finish(file);
        Assert.Equal(["a", "b", "c"], Labels());
    }

    [Fact]
    public void A_folder_is_told_once()
    {
        Directory.CreateDirectory(Path);
        using MarkerFile file = Follow();
        Read(file);
        Read(file);

        Assert.Equal("marks cannot be read as markers (it is a folder): the recording goes on without it", Assert.Single(_notices));
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/zero")]
    public void A_device_is_refused_and_nobody_waits_for_it(string path)
    {
        using MarkerFile file = new(path, path, null);
        Read(file);
        Finish(file);

        Assert.Equal(-1, file.Pipe);
        Assert.Contains("wanted is a file or a FIFO", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_for_nothing_new_allocates_nothing()
    {
        File.WriteAllText(Path, "1.5 a\n");
        using MarkerFile file = Follow();
        using MarkerFile missing = new(Path + ".missing", "missing", null);
        Read(file);
        Read(missing);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                Read(file);
                Read(missing);
            }
        }));
    }

    [Fact]
    public void A_big_file_is_read_in_pieces_and_wholly_at_the_end()
    {
        File.WriteAllText(Path, string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i}.5 a marker like others\n")));
        using MarkerFile file = Follow();

        Read(file);
        Assert.InRange(_log.Count, 1, 399_999);
        Finish(file);

        Assert.Equal(400_000, _log.Count);
        Assert.Empty(_notices);
    }

    private MarkerFile Follow() => new(Path, "marks", null);

    private void Read(MarkerFile file) => file.Read(_log, Marks.Clocks);

    private void Finish(MarkerFile file) => file.Finish(_log, Marks.Clocks);

    private void Append(string text) => File.AppendAllText(Path, text);

    private IEnumerable<string> Labels() => _log.Markers.Select(marker => marker.Label);

    private void MakePipe()
    {
        using Process process = Process.Start("mkfifo", [Path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
