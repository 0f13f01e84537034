using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary>Whole trees of processes against what those find about themselves.</summary>
[Collection(nameof(Alone))]
public sealed class TreeTests
{
    private const double MemoryTolerance = 0.005;
    private const double CpuTolerance = 0.01;
    private const string Cpu = "--metrics rss,cpu,cpu_time,processes";

    [Theory]
    [InlineData("tree 3 2 20 1500")]
    [InlineData("chain 200 1 2000")]
    [InlineData("double-fork 50 100 1500")]
    [InlineData("exec-in-place 100 1500")]
    public async Task Resident_memory_is_what_all_its_processes_have(string scenario)
    {
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, "-i 100ms", scenario);

        Assert.NotEmpty(launched.Plateaus);
        Assert.All(launched.Plateaus, plateau => AssertHeld(plateau, launched.Recording));
    }

    [Theory]
    [InlineData("tree", "3", "2", "20", "1500")]
    [InlineData("chain", "200", "1", "2000")]
    [InlineData("exec-in-place", "100", "1500")]
    public async Task Of_a_running_process_as_well(params string[] scenario)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.StartProgram(Trees.Program, scenario);
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "100ms", "-o", "x.json", "--include-children");

        List<Truth> truths = await load.Perform<Truth>();
        (await tracker.End()).Expect(0);

        SetRecording recording = SetRecording.Read(scratch.File("data.csv"));
        Assert.All(truths.OfType<Plateau>(), plateau => AssertHeld(plateau, recording));
    }

    [Theory]
    [InlineData("waited 4 600", "-i 50ms")]
    [InlineData("waited 4 600", "-i 1000")]
    [InlineData("orphaned 4 600", "-i 50ms")]
    [InlineData("brief 100 25", "-i 1000")]
    public async Task Cpu_is_what_all_its_processes_used(string kinds, string interval)
    {
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, $"{interval} {Cpu}", $"busy-tree {kinds}");

        AssertUsed(launched);
    }

    [Theory]
    [InlineData("ignored 4 600", "-i 50ms")]
    [InlineData("ignored 100 25", "-i 1000")]
    [InlineData("waited 2 500 brief 40 25 ignored 2 500 orphaned 2 500", "-i 200ms")]
    public async Task Cpu_of_those_that_nobody_waits_for_is_known_where_the_kernel_tells_of_it(string kinds, string interval)
    {
        ProcessEvents.MustBeTold();
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, $"{interval} {Cpu}", $"busy-tree {kinds}");

        AssertUsed(launched);
    }

    [Fact]
    public async Task Each_process_has_its_own_cpu_in_the_list()
    {
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, $"-i 50ms {Cpu}", "busy-tree waited 3 500");

        Assert.Equal(0, launched.Document.NotListed);
        Assert.Equal(4, launched.Document.Processes.Count);
        // Of one that ended after it was last looked at, where nobody tells, the rest is missing here (and in the total is not).
        const double LastInterval = 0.1;
        Assert.All(launched.Members, member =>
        {
            double seconds = member.CpuNanoseconds / 1e9;
            ListedProcess listed = launched.Document.Listed(member.Pid);
            Assert.InRange(listed.CpuSeconds!.Value, seconds - LastInterval, seconds + 0.03);
            Assert.Equal("trees", listed.Command);
        });
        Assert.All(launched.Members.SkipLast(1), member => Assert.Equal(member.Parent, launched.Document.Listed(member.Pid).Parent));
    }

    [Fact]
    public async Task What_was_used_before_the_recording_is_not_its()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.StartProgram(Python.Path, Python.Program("warm.py"), "1.5", "2");
        await using RunningProcess tracker = await Tracker.Record(
            scratch, load.Pid, "data.csv", ["-i", "50ms", "-o", "x.json", "--include-children", .. Cpu.Split(' ')]);

        double truth = (await load.Perform<CpuUsed>()).Sum(used => used.CpuNanoseconds) / 1e9;
        (await tracker.End()).Expect(0);

        // Python's own start and end of a child, beside what that was for.
        Assert.InRange(LastCpu(SetRecording.Read(scratch.File("data.csv"))), truth * (1 - CpuTolerance), (truth * (1 + CpuTolerance)) + 0.02);
    }

    [Fact]
    public async Task Short_children_are_all_seen_with_their_ends_where_the_kernel_tells_of_them()
    {
        ProcessEvents.MustBeTold();
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, "-i 1000", "short-children 20 30 20");

        List<Member> children = [.. launched.Members.SkipLast(1)];
        Assert.Equal(20, children.Count);
        const double PagesSince = 1 << 20;
        Assert.All(children, child =>
        {
            ListedProcess listed = launched.Document.Listed(child.Pid);
            Assert.Equal((child.ExitCode, null, child.Parent), (listed.ExitCode, listed.Signal, listed.Parent));
            Assert.InRange(listed.PeakRssBytes!.Value, child.RssBytes - PagesSince, child.RssBytes + PagesSince);
            Assert.InRange(listed.LastS - listed.FirstS, 0.03, Patience.Limit.TotalSeconds);
        });
        Assert.Equal(21, launched.Document.Processes.Count + launched.Document.NotListed);
    }

    [Fact]
    public async Task Where_the_kernel_does_not_tell_what_is_listed_of_them_is_true()
    {
        using Scratch scratch = new();
        Nobody.MustBePossible();
        Nobody.Admit(scratch);
        string[] command = [PublishedBinary.Path, "-i", "50ms", "-c", "data.csv", "-o", "x.json", "--", Trees.Program, "short-children", "20", "30", "20"];
        await using RunningProcess tracker = RunningProcess.Start(scratch, [.. Nobody.Command.Split(' '), .. command]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);
        tracker.WriteLine();
        Ended ended = (await tracker.End()).Expect(0);

        Dictionary<int, Member> members = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(Truth.Parse).OfType<Member>().ToDictionary(member => member.Pid);
        SetDocument document = SetDocument.Read(scratch.File("data.meta.json"));
        Assert.All(document.Processes.Where(process => process.Command == "trees" && process.ExitCode is not null), listed =>
            Assert.Equal(members[listed.Pid].ExitCode, listed.ExitCode));
        Assert.All(document.Processes, listed =>
        {
            Assert.NotEqual(0, listed.PeakRssBytes);
            Assert.InRange(listed.PeakRssBytes ?? 1, 1, 24 << 20);
        });
    }

    [Fact]
    public async Task A_burst_of_forks_is_survived_and_counted()
    {
        ProcessEvents.MustBeTold();
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, "-i 1000", "burst 2000");

        Assert.Equal(2001, launched.Document.Processes.Count + launched.Document.NotListed);
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
        Assert.InRange(new FileInfo(scratch.File("data.meta.json")).Length, 1, 1 << 20);
    }

    [Fact]
    public async Task A_daemon_that_forks_twice_stays_in_its_tree()
    {
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, "-i 50ms", "double-fork 50 500 500");

        Member daemon = Assert.Single(launched.Members, member => member.ExitCode == 3);
        ListedProcess listed = launched.Document.Listed(daemon.Pid);
        // What is reparented to us is waited for by us.
        Assert.Equal(3, listed.ExitCode);
        Assert.InRange(listed.PeakRssBytes!.Value, daemon.RssBytes * (1 - MemoryTolerance), daemon.RssBytes * (1 + MemoryTolerance));
    }

    [Fact]
    public async Task One_that_outlives_the_command_keeps_nobody_waiting()
    {
        using Scratch scratch = new();
        const string Command = "setsid sh -c 'sleep 1000 </dev/null >/dev/null 2>&1 & echo $! >pid'; exit 4";
        await using RunningProcess tracker = Tracker.Start(scratch, "-i", "50ms", "-c", "data.csv", "-o", "x.json", "--", "sh", "-c", Command);
        try
        {
            (await tracker.End()).Expect(4);
            LibC.Send(Signal.None, Survivor(scratch));
        }
        finally
        {
            LibC.Send(Signal.Kill, Survivor(scratch));
        }
    }

    [Fact]
    public async Task A_program_that_becomes_another_is_one_process()
    {
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, "-i 50ms", "exec-in-place 100 500");

        Member child = launched.Members[0];
        ListedProcess listed = launched.Document.Listed(child.Pid);
        Assert.Equal("successor", listed.Command);
        Assert.Equal(2, launched.Document.Processes.Count);
        // The peak of its life is the first program's.
        Assert.InRange(listed.PeakRssBytes!.Value, 100 << 20, 110 << 20);
    }

    [Fact]
    public async Task Memory_that_a_child_borrows_until_it_is_another_program_is_counted_once()
    {
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, "-i 20ms", "vfork 10 300 150");

        Plateau plateau = Assert.Single(launched.Plateaus);
        const double OtherProgram = 4 << 20;
        List<SetTick> ticks = launched.Recording.Between(plateau.From, plateau.To);
        Assert.InRange(ticks.Count, 10, 1000);
        Assert.All(ticks, tick => Assert.InRange(
            tick.Total.Rss!.Value, plateau.RssBytes * (1 - MemoryTolerance), (plateau.RssBytes * (1 + MemoryTolerance)) + OtherProgram));
    }

    [Fact]
    public async Task The_rows_of_the_processes_add_up_to_the_total_above_them()
    {
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, "-i 100ms --per-process", "tree 3 2 10 1000");

        Plateau plateau = Assert.Single(launched.Plateaus);
        AssertHeld(plateau, launched.Recording);
        Assert.All(launched.Recording.Between(plateau.From, plateau.To), tick =>
        {
            Assert.Equal(tick.Total.Processes, tick.Processes.Count);
            Assert.Equal(tick.Total.Rss, tick.Processes.Sum(process => process.Rss));
            Assert.Equal(launched.Members.Select(member => $"{member.Pid}").Order(), tick.Processes.Select(process => process.Pid).Order());
            Assert.All(tick.Processes, process => Assert.Equal("trees", process.Command));
        });
    }

    [Fact]
    public async Task Without_asking_there_are_no_rows_of_processes()
    {
        using Scratch scratch = new();
        LaunchedTree launched = await LaunchedTree.Record(scratch, "-i 50ms", "tree 2 1 10 300");

        Assert.All(launched.Recording.Ticks, tick => Assert.Empty(tick.Processes));
        Assert.Null(launched.Recording.Last.Rss);
    }

    [Fact]
    public async Task Children_are_left_out_of_a_running_process_unless_asked_for()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.StartProgram(Trees.Program, "tree", "2", "1", "50", "500");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "50ms", "-o", "x.json");

        Plateau plateau = (await load.Perform<Truth>()).OfType<Plateau>().Single();
        (await tracker.End()).Expect(0);

        Assert.All(CsvRecording.Read(scratch.File("data.csv")).Samples, row => Assert.InRange(row.Rss!.Value, 0, plateau.RssBytes / 2));
    }

    [Fact]
    public async Task Threads_are_no_processes()
    {
        using Scratch scratch = new();
        await using RunningProcess tracker = Tracker.Start(
            scratch, "-i", "50ms", "-c", "data.csv", "-o", "x.json", "--", Path.Combine(AppContext.BaseDirectory, "MemoryTracker.Load"), "busy", "1.5", "1");
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);
        tracker.WriteLine();
        (await tracker.End()).Expect(0);

        Assert.All(SetRecording.Read(scratch.File("data.csv")).Totals.Where(row => row.Rss is not null), row => Assert.Equal(1, row.Processes));
        Assert.Single(SetDocument.Read(scratch.File("data.meta.json")).Processes);
    }

    [Fact]
    public async Task The_recorder_is_never_in_its_own_total()
    {
        using Scratch scratch = new();

        // Of the shell that has started it, it is a child.
        const string Script = "\"$@\" --pid $$ & wait $!; true";
        await using RunningProcess shell = RunningProcess.Start(scratch, [
            "sh", "-c", Script, "sh", PublishedBinary.Path, "--include-children", "--per-process", "-i", "50ms", "-d", "0.5", "-c", "data.csv", "-o", "x.json"]);
        (await shell.End()).Expect(0);

        SetRecording recording = SetRecording.Read(scratch.File("data.csv"));
        Assert.All(recording.Ticks, tick => Assert.Equal("sh", Assert.Single(tick.Processes).Command));
        Assert.Equal("sh", Assert.Single(SetDocument.Read(scratch.File("data.meta.json")).Processes).Command);
    }

    [Fact]
    public async Task A_process_number_that_is_used_again_is_another_process()
    {
        using Scratch scratch = new();
        const string Command =
            """
            sleep 1000 & first=$!
            sleep 0.5
            kill -KILL $first
            wait $first
            echo $((first - 1)) >/proc/sys/kernel/ns_last_pid
            tail -f /dev/null & second=$!
            echo "$first $second" >pids
            sleep 0.5
            kill -KILL $second
            """;
        await using RunningProcess tracker = OwnNamespace.Processes.Start(scratch, "\"$@\"; exit 0", [
            PublishedBinary.Path, "-i", "20ms", "-c", "data.csv", "-o", "x.json", "--quiet", "--", "sh", "-c", Command]);
        (await tracker.End()).Expect(0);

        string[] pids = scratch.Text("pids").Split([' ', '\n']);
        Need.That(pids[0] == pids[1], "/proc/sys/kernel/ns_last_pid must be writable in a namespace of our own");
        List<ListedProcess> listed = [.. SetDocument.Read(scratch.File("data.meta.json")).Processes.Where(process => $"{process.Pid}" == pids[0])];
        Assert.Equal(["sleep", "tail"], listed.Select(process => process.Command).Order());
        Assert.Equal(2, listed.Select(process => process.StartTicks).Distinct().Count());
    }

    [Fact]
    public async Task The_rate_of_all_is_the_sum_of_theirs_however_long_other_files_take_to_read()
    {
        using Scratch scratch = new();
        // Walking the page tables of the large ones, which come first, takes longer than the tolerance.
        const string Holds = "import time; held = bytearray(400 << 20); time.sleep(3)";
        const string Burns = "import time; end = time.monotonic() + 3\nwhile time.monotonic() < end: pass";
        string[] record = ["-i", "150ms", "-c", "data.csv", "-o", "x.json", "-q", "--per-process", "--metrics", "rss,pss,cpu,processes", "--smaps-budget", "50"];
        (await Tracker.Run(scratch, [.. record, "--", "sh", "-c", "\"$0\" -c \"$1\" & \"$0\" -c \"$1\" & \"$0\" -c \"$2\" & wait", Python.Path, Holds, Burns])).Expect(0);

        const double ARow = 0.001;
        List<SetTick> ticks = [.. SetRecording.Read(scratch.File("data.csv")).Ticks];
        // Those that have just come were met later in their first tick than the others were read, and what one that ends while a tick is read still uses then is told with the next.
        List<SetTick> whole =
        [
            .. ticks.Zip(ticks.Skip(1), ticks.Skip(2)).Where(three => AreSame(three.First, three.Second) && AreSame(three.Second, three.Third)).Select(three => three.Third)
                .Where(tick => tick.Total["cpu_percent"] is not null && tick.Processes.All(process => process["cpu_percent"] is not null)),
        ];
        Assert.InRange(whole.Count, 5, ticks.Count);
        Assert.Contains(whole, tick => tick.Processes.Any(process => process["pss_bytes"] is not null));
        Assert.All(whole, tick => Assert.Equal(tick.Processes.Sum(process => process["cpu_percent"]!.Value), tick.Total["cpu_percent"]!.Value, ARow * (1 + tick.Processes.Count)));

        static bool AreSame(SetTick one, SetTick other) => one.Processes.Select(process => process.Pid).SequenceEqual(other.Processes.Select(process => process.Pid));
    }

    [Fact]
    public async Task Switches_of_ended_threads_are_not_forgotten_where_processes_cannot_be_held()
    {
        using Scratch scratch = new();
        const string Threads = """
            import threading, time
            def work():
                for _ in range(20): time.sleep(0.005)
            for _ in range(8):
                thread = threading.Thread(target=work)
                thread.start()
                thread.join()
            """;
        string[] record = [PublishedBinary.Path, "-i", "50ms", "-c", "data.csv", "-o", "x.json", "-q", "--per-process", "--metrics", "rss,processes,voluntary_switches", "--"];
        string[] command = ["sh", "-c", "for i in 1 2 3 4 5 6; do \"$0\" -c \"$1\" & done; wait", Python.Path, Threads];
        await using RunningProcess tracker = RunningProcess.Start(scratch, ["sh", "-c", "ulimit -n 80; exec \"$@\"", "sh", .. record, .. command]);
        (await tracker.End()).Expect(0);

        SetRecording recording = SetRecording.Read(scratch.File("data.csv"));
        Dictionary<string, double> before = [];
        foreach (SetRow row in recording.Ticks.SelectMany(tick => tick.Processes))
        {
            double switches = row["voluntary_switches"] ?? 0;
            Assert.True(switches >= before.GetValueOrDefault(row.Pid), $"{row} has fewer than {before.GetValueOrDefault(row.Pid)} switches");
            before[row.Pid] = switches;
        }

        // Six processes, eight threads of each, twenty sleeps; what a thread did after it was last seen is missing.
        Assert.InRange(recording.Last["voluntary_switches"]!.Value, 6 * 8 * 20 * 0.4, double.MaxValue);
    }

    [Fact]
    public async Task Too_few_descriptors_to_record_anything_are_told_before_the_command_is_started()
    {
        using Scratch scratch = new();
        string[] record = [PublishedBinary.Path, "-c", "data.csv", "--", "touch", "started"];
        await using RunningProcess tracker = RunningProcess.Start(scratch, ["sh", "-c", "ulimit -n 24; exec \"$@\"", "sh", .. record]);
        Ended ended = (await tracker.End()).Expect(1);

        Assert.Equal("memory_tracker: only 24 descriptors may be open, and at least 40 must: raise the limit (ulimit -n 40)\n", ended.Errors);
        Assert.Empty(scratch.Names());
    }

    [Fact]
    public async Task Too_few_descriptors_for_a_tree_are_survived()
    {
        using Scratch scratch = new();
        string[] record = [PublishedBinary.Path, "-i", "100ms", "-c", "data.csv", "-o", "x.json", "--", Trees.Program, "chain", "200", "1", "2000"];
        await using RunningProcess tracker = RunningProcess.Start(scratch, ["sh", "-c", "ulimit -n 64; exec \"$@\"", "sh", .. record]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);
        tracker.WriteLine();
        Ended ended = (await tracker.End()).Expect(0);

        Plateau plateau = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Truth.Parse).OfType<Plateau>().Single();
        AssertHeld(plateau, SetRecording.Read(scratch.File("data.csv")));
    }

    private static void AssertHeld(Plateau plateau, SetRecording recording) => Assert.All(recording.Between(plateau.From, plateau.To), tick =>
    {
        Assert.Equal(plateau.Processes, tick.Total.Processes);
        Assert.InRange(tick.Total.Rss!.Value, plateau.RssBytes * (1 - MemoryTolerance), plateau.RssBytes * (1 + MemoryTolerance));
    });

    private static void AssertUsed(LaunchedTree launched)
    {
        double truth = launched.CpuSeconds;
        Assert.InRange(truth, 2, 60);
        Assert.InRange(LastCpu(launched.Recording), truth * (1 - CpuTolerance), truth * (1 + CpuTolerance));
        List<double> counted = [.. launched.Recording.Totals.Select(row => row["cpu_time_s"]).OfType<double>()];
        Assert.Equal(counted.Order(), counted);
    }

    private static double LastCpu(SetRecording recording) => recording.Totals.Select(row => row["cpu_time_s"]).OfType<double>().Last();

    private static int Survivor(Scratch scratch) => int.Parse(scratch.Text("pid"), System.Globalization.CultureInfo.InvariantCulture);
}
