using MemoryTracker.Markers;
using MemoryTracker.Markers.Running;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Markers.Running;

public sealed class RunningRecordingsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private string Place => _scratch.File("run");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Without_the_folder_there_are_none_and_it_is_not_made()
    {
        using RunningRecordings running = new(Place, ProcTree.Root);

        Assert.Empty(running.All);
        Assert.Empty(_scratch.Names());
    }

    [Fact]
    public void They_are_told_in_the_order_in_which_they_began_with_the_command_of_their_process()
    {
        using Child child = Child.Sleeping().UntilNamed("sleep");
        using MarkerInbox? first = MarkerInbox.TryMake(child.Pid, Place, out _);
        using MarkerInbox? second = MarkerInbox.TryMake(3, Place, out _);
        using MarkerInbox? ended = MarkerInbox.TryMake(2, Place, out _);
        ended!.Close();

        using RunningRecordings running = new(Place, ProcRoot.Default);

        Assert.Equal([child.Pid, 3], running.All.Select(recording => recording.Pid));
        Assert.Equal($"sleep (PID {child.Pid})", running.All[0].ToString());
    }

    [Fact]
    public void A_hostile_command_is_cleaned_and_an_unknown_one_is_a_question_mark()
    {
        using MarkerInbox? inbox = MarkerInbox.TryMake(4711, Place, out _);
        using MarkerInbox? other = MarkerInbox.TryMake(4712, Place, out _);
        _scratch.Write("proc/self/stat", "");
        _scratch.Write("proc/4711/comm", "\e[2J\nx\n");

        using RunningRecordings running = new(Place, new ProcRoot(_scratch.File("proc")));

        Assert.Equal(["\ufffd[2J\ufffdx", "?"], running.All.Select(recording => recording.Command));
    }

    [Fact]
    public void A_launched_command_is_found_by_its_own_number_by_its_recorders_and_by_those_of_its_children()
    {
        using MarkerInbox? attached = MarkerInbox.TryMake(4715, Place, out _);
        using MarkerInbox? launched = MarkerInbox.TryMake(4711, Place, out _);
        _scratch.Write("proc/self/stat", "");
        _scratch.Write("proc/self/exe", "this program");
        _scratch.Write("proc/4711/x", "");
        File.CreateSymbolicLink(_scratch.File("proc/4711/exe"), _scratch.File("proc/self/exe"));
        _scratch.Write("proc/4711/task/4711/children", "4712 4720 ");
        _scratch.Write("proc/4712/comm", "make\n");
        foreach ((int pid, int parent) in new[] { (4711, 4710), (4712, 4711), (4713, 4712), (4715, 4710), (4716, 4715), (4710, 4710) })
            _scratch.Write($"proc/{pid}/stat", Stat(pid, parent));

        using RunningRecordings running = new(Place, new ProcRoot(_scratch.File("proc")));

        Assert.Equal(["? (PID 4715)", "make (PID 4712)"], running.All.Select(recording => recording.ToString()));
        Assert.All([4711, 4712, 4713], pid => Assert.Equal(4711, Assert.Single(running.Of(pid)).File.Pid));
        Assert.Equal(4715, Assert.Single(running.Of(4715)).Pid);
        Assert.Empty(running.Of(4716));
        Assert.Empty(running.Of(4710));
        Assert.Equal(4712, running.At(launched!.Path)?.Pid);
        Assert.Null(running.At("/nowhere"));
        Assert.Null(running.At(null));

        static string Stat(int pid, int parent) =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pid} (x) S {parent} ") + string.Join(' ', Enumerable.Repeat("0", 48)) + "\n";
    }

    [Fact]
    public void A_line_is_appended_to_what_is_there()
    {
        using MarkerInbox? inbox = MarkerInbox.TryMake(4711, Place, out _);
        using RunningRecordings running = new(Place, ProcTree.Root);
        File.AppendAllText(inbox!.Path, "theirs\n");

        Assert.Null(running.Append(running.All[0], "ours\n"u8));

        Assert.Equal("theirs\nours\n", File.ReadAllText(inbox.Path));
    }

    [Fact]
    public void A_recording_that_ended_meanwhile_is_told()
    {
        using MarkerInbox? inbox = MarkerInbox.TryMake(4711, Place, out _);
        using RunningRecordings running = new(Place, ProcTree.Root);
        inbox!.Dispose();

        Assert.Equal("the recording of ? (PID 4711) has just ended", running.Append(running.All[0], "late\n"u8));
        Assert.False(File.Exists(inbox.Path));
    }

    [Fact]
    public void What_cannot_be_written_is_told_with_the_reason()
    {
        using MarkerInbox? inbox = MarkerInbox.TryMake(4711, Place, out _);
        using RunningRecordings running = new(Place, ProcTree.Root);
        File.Delete(inbox!.Path);
        File.CreateSymbolicLink(inbox.Path, "/dev/full");
        Assert.Equal($"{inbox.Path}: Too many levels of symbolic links", running.Append(running.All[0], "x\n"u8));

        File.Delete(inbox.Path);
        Directory.CreateDirectory(inbox.Path);
        Assert.Equal($"{inbox.Path}: Is a directory", running.Append(running.All[0], "x\n"u8));
    }

    [Fact]
    public void A_folder_that_is_not_to_be_trusted_is_told()
    {
        _scratch.Write("run", "");

        Assert.Contains("not trusted", Assert.Throws<IOException>(() => new RunningRecordings(Place, ProcTree.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_proc_it_cannot_be_told() => Assert.Equal(
        $"there is no proc file system at {_scratch.Folder}",
        Assert.Throws<IOException>(() => new RunningRecordings(Place, new ProcRoot(_scratch.Folder))).Message);

    [Theory]
    [InlineData("1.2.markers", 1, 2L)]
    [InlineData("4711.1764000000123456789.markers", 4711, 1_764_000_000_123_456_789L)]
    public void A_files_name_tells_process_and_number(string name, int pid, long number)
    {
        Assert.Equal(new MarkerFileName(pid, number), MarkerFileName.Parse(name));
        Assert.Equal(name, new MarkerFileName(pid, number).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("running")]
    [InlineData("1.markers")]
    [InlineData("1.2.3.markers")]
    [InlineData("-1.2.markers")]
    [InlineData("1.-2.markers")]
    [InlineData(" 1.2.markers")]
    [InlineData("1.2.markers~")]
    [InlineData("99999999999.2.markers")]
    [InlineData("1.99999999999999999999.markers")]
    public void Any_other_name_is_none_of_ours(string name) => Assert.Null(MarkerFileName.Parse(name));
}
