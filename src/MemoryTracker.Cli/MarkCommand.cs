using System.CommandLine;
using System.Globalization;
using System.Text;
using MemoryTracker.Linux;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Markers.Running;
using MemoryTracker.Procfs;

namespace MemoryTracker.Cli;

/// <summary>Appends a marker to a recording that is running.</summary>
internal sealed class MarkCommand
{
    private const string Name = "mark";

    private const string Examples = """
        Examples:
          memory_tracker mark load done                 in the only recording that is running,
                                                        or in a launched command in its own
          memory_tracker mark --pid 12345 load done     in that of process 12345
          memory_tracker mark --begin import            a span begins
          memory_tracker mark --end                     what began last ends
          memory_tracker mark -- --odd-label
        """;

    private readonly PidOption _pid = new("Whose recording, when several are running.");
    private readonly Option<bool> _begin = Flag("--begin", "Something begins here.");
    private readonly Option<bool> _end = Flag("--end", "Something ends here: what began last under that label, or without a label what began last.");

    private readonly Argument<string[]> _words = new("LABEL")
    {
        Description = "What happened; several words need no quotes.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>How it is asked for.</summary>
    public static Verb Verb
    {
        get
        {
            MarkCommand mark = new();
            Command command = new(Name, "Adds a marker to a recording that is running.") { mark._words, mark._pid, mark._begin, mark._end };
            command.SetAction(mark.Run);
            return new Verb(command, Examples);
        }
    }

    private int Run(ParseResult parsed)
    {
        // Before anything else: the marker is of this moment.
        long now = Clock.Realtime;
        MarkKind kind = ReadKind(parsed);
        byte[] line = MarkJson.Write(kind, now, ReadLabel(parsed, kind));
        try
        {
            int? pid = parsed.GetResult(_pid) is null ? null : parsed.GetValue(_pid);
            // Within a launched command its own recording is meant, however many others run.
            string? ours = Environment.GetEnvironmentVariable(MarkerInbox.Variable);
            foreach (string place in RuntimeFolder.Places.OrderBy(place => Path.GetDirectoryName(ours) != place))
            {
                using RunningRecordings running = new(place, ProcRoot.Default);
                if (TryAppend(running, pid, ours, line))
                    return ExitCode.Done;
            }

            throw NoneRuns(pid);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw UserException.Failure($"not marked: {FileError.Describe(error)}");
        }
    }

    private MarkKind ReadKind(ParseResult parsed) => (parsed.GetValue(_begin), parsed.GetValue(_end)) switch
    {
        (true, true) => throw UserException.Usage("--begin and --end: a marker is one of them or neither"),
        (true, false) => MarkKind.Begin,
        (false, true) => MarkKind.End,
        (false, false) => MarkKind.Moment,
    };

    private string ReadLabel(ParseResult parsed, MarkKind kind)
    {
        string[] words = parsed.GetValue(_words) ?? [];
        RefuseOptions(words[..^parsed.WordsBehindDashes]);
        string label = new MarkerTexts().Label(Encoding.UTF8.GetBytes(string.Join(' ', words)));
        if (label.Length == 0 && (kind != MarkKind.End || words.Length > 0))
            throw UserException.Usage("a marker needs a label: memory_tracker mark LABEL");
        return label;
    }

    /// <summary>A mistyped option would else become a part of the label.</summary>
    private static void RefuseOptions(string[] words)
    {
        if (Array.Find(words, word => word.StartsWith('-')) is { } option)
            throw UserException.Usage($"mark has no option '{SafeText.Clean(option)}': if it is a label, put -- before it");
    }

    /// <summary>Appends the line to the recording that is meant; false when it is none of these.</summary>
    private static bool TryAppend(RunningRecordings running, int? pid, string? ours, byte[] line)
    {
        IReadOnlyList<RunningRecording> meant = pid is { } asked ? running.Of(asked)
            : running.At(ours) is { } own ? [own]
            : running.All;
        if (meant.Count == 0)
            return false;
        // Several of one process are no question: the marker is true of each.
        if (meant.DistinctBy(recording => recording.Pid).Count() > 1)
            throw UserException.Failure($"several recordings are running, {string.Join(", ", meant)}: say which with --pid");
        string[] problems = [.. meant.Select(recording => running.Append(recording, line)).OfType<string>()];
        if (problems.Length > 0)
            throw UserException.Failure($"not marked: {string.Join("; ", problems)}");
        return true;
    }

    private static UserException NoneRuns(int? pid)
    {
        string which = pid is null ? "" : $" of process {pid}";
        string example = pid?.ToString(CultureInfo.InvariantCulture) ?? "PID";
        return UserException.Failure(
            $"no recording of yours{which} is running: start one with memory_tracker --pid {example} (other users' recordings are not seen)");
    }

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
