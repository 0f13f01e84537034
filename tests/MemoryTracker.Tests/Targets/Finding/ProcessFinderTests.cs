using System.Globalization;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Targets.Finding;
using MemoryTracker.Tests.Harness;
using Child = MemoryTracker.Tests.Harness.Child;

namespace MemoryTracker.Tests.Targets.Finding;

public class ProcessFinderTests
{
    /// <summary>Found among all processes of the machine, those of other tests too.</summary>
    private static readonly string Unique = $"{Environment.ProcessId}";

    [Fact]
    public void A_captured_tree_gives_its_programs_and_nothing_else()
    {
        // The kernel does not list the folder of a thread, a fixture cannot help it.
        FoundProcess[] found = [.. Find(ProcessPattern.OfName("*"), ProcTree.Root).Where(process => process.Id.Pid != ProcTree.Thread)];

        Assert.Equal([ProcTree.Python, ProcTree.HostileName, ProcTree.LeaderExited], found.Select(process => process.Id.Pid));
        Assert.Equal(new ProcessId(ProcTree.Python, 353_624), found[0].Id);
        Assert.Equal(("python3", 2042), (found[0].Command.ToString(), found[0].Parent));
        Assert.Equal("b)) (R VmRSS:", found[1].Command.ToString());
    }

    [Theory]
    [InlineData("a)))b")]
    [InlineData("two words")]
    [InlineData("a\nb (c) d")]
    [InlineData(") Z 1 1 1")]
    public void A_hostile_name_is_found_as_it_is(string name)
    {
        using Scratch scratch = new();
        Process(scratch, 7, name, start: 5);

        Assert.Equal(7, Assert.Single(Find(ProcessPattern.OfName(name), new ProcRoot(scratch.Folder))).Id.Pid);
    }

    [Fact]
    public void They_come_in_the_order_of_their_start()
    {
        using Scratch scratch = new();
        Process(scratch, 7, "x", start: 30);
        Process(scratch, 8, "x", start: 10);
        Process(scratch, 9, "x", start: 30);
        Process(scratch, 10, "y", start: 20);

        Assert.Equal([8, 7, 9], Find(ProcessPattern.OfName("x"), new ProcRoot(scratch.Folder)).Select(process => process.Id.Pid));
    }

    [Fact]
    public void Broken_ones_are_passed_over_and_a_start_that_is_no_time_is_unknown()
    {
        using Scratch scratch = new();
        scratch.Write("7/stat", "7 (x) S");
        Directory.CreateDirectory(scratch.File("8"));
        Process(scratch, 9, "x", start: ulong.MaxValue);

        FoundProcess found = Assert.Single(Find(ProcessPattern.OfName("x"), new ProcRoot(scratch.Folder)));
        Assert.Equal(9, found.Id.Pid);
        Assert.Null(found.Started);
        Assert.Empty(found.Arguments);
    }

    [Fact]
    public void Without_a_proc_file_system_nothing_is_found() => Assert.Empty(Find(ProcessPattern.OfName("*"), new ProcRoot("/nowhere")));

    [Fact]
    public void A_running_process_is_found_with_who_it_is()
    {
        using PythonTree tree = new($"rename(b'x{Unique}a'); tell(fork())", "one", "t w o");

        FoundProcess[] found = [.. Find(ProcessPattern.OfName($"x{Unique}?"), ProcRoot.Default)];

        Assert.Equal([tree.Pid, tree.Told[0]], found.Select(process => process.Id.Pid).Order());
        FoundProcess child = found.Single(process => process.Id.Pid == tree.Told[0]);
        Assert.Equal(tree.Pid, child.Parent);
        Assert.Equal(["one", "t w o"], child.Arguments.TakeLast(2));
        Assert.Equal(ProcStat.Parse(File.ReadAllBytes($"/proc/{child.Id.Pid}/stat"))!.Value.StartTicks, child.Id.StartTicks);
        Assert.Equal(DateTimeKind.Utc, child.Started!.Value.Kind);
        using System.Diagnostics.Process same = System.Diagnostics.Process.GetProcessById(child.Id.Pid);
        Assert.InRange(child.Started.Value, same.StartTime.ToUniversalTime().AddSeconds(-2), same.StartTime.ToUniversalTime().AddSeconds(2));
    }

    [Fact]
    public void One_whose_first_thread_has_ended_is_found_and_one_that_has_ended_is_not()
    {
        using PythonTree tree = new($"""
            rename(b'e{Unique}')
            def leave():
                threading.Thread(target=wait).start()
                libc.pthread_exit(None)
            tell(fork(leave), fork(lambda: None))
            """);
        Child.UntilState(tree.Told[0], 'Z');
        Child.UntilState(tree.Told[1], 'Z');

        Assert.Equal([tree.Pid, tree.Told[0]], Find(ProcessPattern.OfName($"e{Unique}"), ProcRoot.Default).Select(process => process.Id.Pid).Order());
    }

    [Fact]
    public void A_name_longer_than_the_kernel_keeps_is_found_by_its_file()
    {
        using Scratch scratch = new();
        string longer = $"long-{Unique}-name-of-a-script";
        string script = scratch.Write(longer, "#!/bin/sh\nread line\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.Copy("/bin/sleep", scratch.File(longer + "2"));
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(script) { RedirectStandardInput = true })!;
        using System.Diagnostics.Process other = System.Diagnostics.Process.Start(scratch.File(longer + "2"), "1000");
        Patience.Until(() => Comm(process.Id) == longer[..15] && Comm(other.Id) == longer[..15], "both run");

        Assert.Equal([process.Id], Find(ProcessPattern.OfName(longer), ProcRoot.Default).Select(found => found.Id.Pid));
        other.Kill();
        process.StandardInput.Close();
        process.WaitForExit();
        other.WaitForExit();
    }

    [Fact]
    public void A_command_line_counts_as_the_process_has_rewritten_it()
    {
        using PythonTree tree = new($$"""
            fields = open('/proc/self/stat').read().rpartition(')')[2].split()
            start, end = int(fields[45]), int(fields[46])
            title = b'worker of {{Unique}}: ready'
            ctypes.memset(start, 0, end - start)
            ctypes.memmove(start, title, len(title))
            tell()
            """);

        FoundProcess found = Assert.Single(Find(ProcessPattern.OfCommandLine($"^worker of {Unique}: "), ProcRoot.Default));
        Assert.Equal(tree.Pid, found.Id.Pid);
    }

    [Fact]
    public void Neither_this_program_nor_who_started_it_is_found_by_a_command_line()
    {
        HashSet<int> found = [.. Find(ProcessPattern.OfCommandLine("."), ProcRoot.Default).Select(process => process.Id.Pid)];

        for (int pid = Environment.ProcessId; pid > 0; pid = ProcStat.Parse(File.ReadAllBytes($"/proc/{pid}/stat"))!.Value.Parent)
            Assert.DoesNotContain(pid, found);
    }

    [Fact]
    public void This_program_is_not_found_by_its_name_either() => Assert.DoesNotContain(
        Environment.ProcessId,
        Find(ProcessPattern.OfName(Comm(Environment.ProcessId)), ProcRoot.Default).Select(process => process.Id.Pid));

    [Fact]
    public void Who_is_known_is_passed_over()
    {
        using Scratch scratch = new();
        Process(scratch, 7, "x", start: 1);
        Process(scratch, 8, "x", start: 2);
        using ProcessFinder finder = new(ProcessPattern.OfName("x"), new ProcRoot(scratch.Folder));

        Assert.Equal([8], finder.Find(id => id == new ProcessId(7, 1)).Select(process => process.Id.Pid));
        Assert.Equal([7, 8], finder.Find(id => id == new ProcessId(7, 2)).Select(process => process.Id.Pid));
        Process(scratch, 9, "x", start: 3);
        Assert.Equal([9], finder.Find(id => id.Pid < 9).Select(process => process.Id.Pid));
    }

    /// <summary>An expression that would take years: what is tested is that it ends at all.</summary>
    [Fact]
    public void A_command_line_that_the_expression_takes_too_long_for_is_told_and_not_tried_again()
    {
        using Scratch scratch = new();
        Process(scratch, 7, "x", start: 1);
        scratch.Write("7/cmdline", new string('a', 60) + "\0");
        Process(scratch, 8, "x", start: 1);
        scratch.Write("8/cmdline", "b\0");
        using ProcessFinder slow = new(ProcessPattern.OfCommandLine("^((a|aa)+)+!$|^b"), new ProcRoot(scratch.Folder));

        Assert.Equal([8], slow.Find(_ => false).Select(process => process.Id.Pid));
        Assert.Equal([8], slow.Find(_ => false).Select(process => process.Id.Pid));
        Assert.Equal([new ProcessId(7, 1)], slow.Undecided);
    }

    [Fact]
    public void Looking_for_newcomers_in_vain_allocates_no_more_than_its_empty_answer()
    {
        using ProcessFinder finder = new(ProcessPattern.OfName($"none{Unique}"), ProcRoot.Default);
        _ = finder.Find(_ => false);

        Assert.InRange(Allocations.Of(() => finder.Find(_ => false)), 0, 100);
    }

    private static IReadOnlyList<FoundProcess> Find(ProcessPattern pattern, ProcRoot root)
    {
        using ProcessFinder finder = new(pattern, root);
        return finder.Find(_ => false);
    }

    private static string Comm(int pid) => File.ReadAllText($"/proc/{pid}/comm").TrimEnd();

    private static void Process(Scratch scratch, int pid, string name, ulong start) => scratch.Write(
        $"{pid}/stat", string.Create(CultureInfo.InvariantCulture, $"{pid} ({name}) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 {start} 0\n"));
}
