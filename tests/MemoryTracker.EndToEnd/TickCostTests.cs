using System.Globalization;
using System.Text.RegularExpressions;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary>
/// What a tick costs, in system calls and instructions: counts, which say the same on a busy machine and on a quiet one. What is counted lies between two ticks
/// of a recording that has long begun, or is the difference of a longer and a shorter one, so that starting and ending do not count.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class TickCostTests
{
    // The first writing of the document and the letting go of the code that only the start needs come soon after the first row.
    private const int TicksOfTheStart = 10;

    // A signal ends it, and what that sets going may take some ticks.
    private const int TicksOfTheEnd = 10;

    // A fifth above what it is now; the machine's libc and the moments at which threads meet make some percent of difference.
    private const double MostInstructions = 8_000;

    /// <summary>At 20 ms the writing thread is woken for several rows, at 100 ms for each.</summary>
    [Theory]
    [InlineData(20, 150)]
    [InlineData(100, 40)]
    public async Task A_tick_is_one_wait_one_read_and_at_most_one_write(int milliseconds, int rows)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        IReadOnlyList<SystemCall> calls = await Record(scratch, milliseconds, rows, "--pid", $"{load.Pid}");
        string status = $"/proc/{load.Pid}/status";
        IReadOnlyList<SystemCall> steady = BetweenTicks(calls, status, out int counted);

        Assert.Equal(counted, Count(steady, "pread64"));
        Assert.Equal(counted, Count(steady, "pread64", on => on == status));
        // A signal may interrupt a wait, which is then begun anew.
        Assert.InRange(Count(steady, "epoll_wait"), counted, counted + 2);
        Assert.InRange(Count(steady, "timerfd_settime"), counted, counted + 2);
        // What the other thread does for a tick may come after the next.
        Assert.InRange(Count(steady, "write", on => on == scratch.File("data.csv")), 1, counted + 2);
        Assert.InRange(Count(steady, "write", on => on.Contains("eventfd", StringComparison.Ordinal)), 1, counted);
        Assert.InRange(Count(steady, "read"), 0, counted + 2);
        // One for the markers; every five seconds another, whether the CSV is still there.
        Assert.InRange(Count(steady, "statx"), 0, counted + 4);
        // Three times at most, where something came between it and the other clock.
        Assert.InRange(Count(steady, "clock_gettime"), counted, 3 * counted);
        AssertNothingElse(steady, "pread64", "epoll_wait", "timerfd_settime", "write", "read", "statx", "clock_gettime");
    }

    [Fact]
    public async Task A_tick_of_a_tree_reads_each_file_of_each_process_once_and_opens_none()
    {
        const int Children = 5;
        using Scratch scratch = new();
        await using RunningProcess tree = RunningProcess.Start(scratch, [Trees.Program, "sleepers", $"{Children}"]);
        await Patience.Until(() => ChildrenOf(tree.Pid).Length == Children, "the children are there");
        IReadOnlyList<SystemCall> calls = await Record(scratch, 100, 40, "--pid", $"{tree.Pid}", "--include-children");
        IReadOnlyList<SystemCall> steady = BetweenTicks(calls, $"/proc/{tree.Pid}/status", out int counted);

        foreach (string pid in ChildrenOf(tree.Pid).Append($"{tree.Pid}"))
        {
            Assert.Equal(counted, Count(steady, "pread64", on => on == $"/proc/{pid}/status"));
            Assert.Equal(counted, Count(steady, "pread64", on => on == $"/proc/{pid}/stat"));
        }

        Assert.InRange(Count(steady, "epoll_wait"), counted, counted + 2);
        Assert.InRange(Count(steady, "write", on => on == scratch.File("data.csv")), 1, counted + 2);
        Assert.DoesNotContain(steady, call => call.Name is "openat" or "open" or "close" or "mmap" or "brk");
    }

    [Fact]
    public async Task A_sample_takes_no_more_instructions_than_it_did()
    {
        Need.That(InstalledProgram.Exists("valgrind"), "valgrind must be installed");
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        // Debugging information beside the binary is of a newer kind than valgrind knows.
        string binary = scratch.File("memory_tracker");
        File.Copy(PublishedBinary.Path, binary);
        (long shortInstructions, int shortRows) = await CountInstructions(scratch, binary, load.Pid, untilRows: 300);
        (long longInstructions, int longRows) = await CountInstructions(scratch, binary, load.Pid, untilRows: shortRows + 1_500);

        Assert.InRange((double)(longInstructions - shortInstructions) / (longRows - shortRows), 500, MostInstructions);
    }

    private static async Task<(long Instructions, int Rows)> CountInstructions(Scratch scratch, string binary, int pid, int untilRows)
    {
        string csv = $"{untilRows}.csv";
        await using RunningProcess valgrind = RunningProcess.Start(scratch,
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=counts.txt", binary, "--pid", $"{pid}", "-i", "0", "-c", csv, "-o", "x.json", "--quiet"]);
        await Tracker.UntilRows(valgrind, scratch.File(csv), untilRows);
        valgrind.Send(Signal.Term);
        (await valgrind.End()).Expect(0);
        Match totals = Totals().Match(scratch.Text("counts.txt"));
        Assert.True(totals.Success, "callgrind tells its totals");
        return (long.Parse(totals.Groups["count"].Value, CultureInfo.InvariantCulture), scratch.Text(csv).Count(letter => letter == '\n') - 1);
    }

    private static Task<IReadOnlyList<SystemCall>> Record(Scratch scratch, int milliseconds, int rows, params string[] target) =>
        SystemCall.Record(scratch, "data.csv", rows, [.. target, "-i", $"{milliseconds}ms", "-o", "x.json", "--quiet"]);

    /// <summary>The calls from right after one reading of a file up to another one of it, long after the start and before the end.</summary>
    private static IReadOnlyList<SystemCall> BetweenTicks(IReadOnlyList<SystemCall> calls, string file, out int counted)
    {
        int[] readings = [.. Enumerable.Range(0, calls.Count).Where(i => calls[i].Name == "pread64" && calls[i].On == file)];
        Assert.True(readings.Length > 2 * TicksOfTheStart, $"{file} was read {readings.Length} times");
        int first = readings[TicksOfTheStart], last = readings[^TicksOfTheEnd];
        counted = readings.Length - TicksOfTheEnd - TicksOfTheStart;
        return [.. calls.Skip(first + 1).Take(last - first)];
    }

    private static int Count(IEnumerable<SystemCall> calls, string name, Func<string, bool>? isOn = null) =>
        calls.Count(call => call.Name == name && (isOn is null || isOn(call.On)));

    private static void AssertNothingElse(IEnumerable<SystemCall> calls, params string[] expected)
    {
        // Two threads that meet at a lock, and a thread whose sleep strace has interrupted.
        string[] fortuitous = ["futex", "sched_yield", "restart_syscall"];
        Assert.Equal([], calls.Select(call => call.Name).Distinct().Except(expected).Except(fortuitous));
    }

    private static string[] ChildrenOf(int pid) => File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^(?:summary|totals): (?<count>\d+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Totals();
}
