using System.Globalization;
using System.Text.RegularExpressions;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>A system call as strace saw it begin.</summary>
/// <param name="Thread">Who called.</param>
/// <param name="Name">Its name.</param>
/// <param name="On">The file, timer or whatever else its first argument is the descriptor of; empty when it is none.</param>
internal sealed partial record SystemCall(int Thread, string Name, string On)
{
    /// <summary>Records under strace until there are so many rows, and returns the calls of all threads in the order in which they began.</summary>
    public static async Task<IReadOnlyList<SystemCall>> Record(Scratch scratch, string csv, int rows, params IEnumerable<string> options)
    {
        Need.That(InstalledProgram.Exists("strace"), "strace must be installed");
        await using RunningProcess strace = RunningProcess.Start(
            scratch, ["strace", "-f", "-y", "-s", "0", "-o", "calls.txt", PublishedBinary.Path, "-c", csv, .. options]);
        await Tracker.UntilRows(strace, scratch.File(csv), rows);
        LibC.Send(Signal.Term, OnlyChild(strace.Pid));
        (await strace.End()).Expect(0);
        return [.. scratch.Text("calls.txt").Split('\n').Select(line => Line().Match(line)).Where(match => match.Success).Select(Of)];
    }

    private static int OnlyChild(int pid) => int.Parse(File.ReadAllText($"/proc/{pid}/task/{pid}/children"), CultureInfo.InvariantCulture);

    private static SystemCall Of(Match line) =>
        new(int.Parse(line.Groups["thread"].Value, CultureInfo.InvariantCulture), line.Groups["name"].Value, line.Groups["on"].Value);

    // 12345 pread64(5</proc/12340/status>, ""..., 4096, 0) = 1412; what says "resumed" has begun before.
    [GeneratedRegex(@"^(?<thread>\d+) +(?<name>\w+)\((?:\d+<(?<on>[^>]*)>)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
