using System.CommandLine;
using System.CommandLine.Parsing;
using MemoryTracker.Limits;
using MemoryTracker.Linux;

namespace MemoryTracker.Cli;

/// <summary>The options of limits: how each is written, what it means and how it is read.</summary>
internal sealed class LimitOptions
{
    private const string Ways = "warn, mark, term, kill, stop-recording or exec:COMMAND";
    private const string CommandStart = "exec:";

    private readonly Option<string[]> _limits = new("--limit")
    {
        Description = "A level that is watched while it is recorded: 'rss > 2GiB', 'cpu > 350% for 10s', 'threads >= 500'. "
            + "Each crossing is a marker, and the level a line in the chart. Several times if you like.",
        HelpName = "CONDITION",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _actions = new("--on-limit")
    {
        Description = "What is done when a limit is crossed: warn (a line on standard error), mark (only the marker), term or kill (that signal, to exactly that process), stop-recording, "
            + "exec:COMMAND (run by sh). Several times if you like. [default: warn]",
        HelpName = "ACTION",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public IReadOnlyList<Option> All => [_limits, _actions];

    /// <summary>What the arguments ask for.</summary>
    /// <exception cref="UserException">A condition or an action cannot be understood.</exception>
    public LimitSettings Read(ParseResult result)
    {
        string[] conditions = result.GetValue(_limits) ?? [];
        string[] actions = result.GetValue(_actions) ?? [];
        if (conditions.Length == 0 && actions.Length > 0)
            throw UserException.Usage("--on-limit needs a limit that can be crossed: --limit CONDITION");
        return new LimitSettings([.. conditions.Select(condition => ConditionOption.Read(_limits.Name, condition, Limit.Parse)).Distinct()], actions.Length == 0 ? new LimitActions { Warns = true } : ReadActions(actions));
    }

    private static LimitActions ReadActions(IReadOnlyList<string> words)
    {
        LimitActions actions = new();
        foreach (string word in words)
        {
            actions = word switch
            {
                "warn" => actions with { Warns = true },
                "mark" => actions,
                "term" => WithSignal(actions, LibC.TerminateSignal),
                "kill" => WithSignal(actions, LibC.KillSignal),
                "stop-recording" => actions with { StopsRecording = true },
                _ when word.StartsWith(CommandStart, StringComparison.Ordinal) => WithCommand(actions, word[CommandStart.Length..]),
                _ => throw UserException.Usage($"--on-limit: '{SafeText.Clean(word)}' is not one of {Ways}"),
            };
        }

        return actions;
    }

    private static LimitActions WithSignal(LimitActions actions, int signal) => actions.Signal is { } other && other != signal
        ? throw UserException.Usage("--on-limit: term and kill: only one of them can be meant")
        : actions with { Signal = signal };

    private static LimitActions WithCommand(LimitActions actions, string command) => string.IsNullOrWhiteSpace(command)
        ? throw UserException.Usage("--on-limit: exec: is followed by the command for sh: exec:'gcore $MEMORY_TRACKER_PID'")
        : actions with { Commands = [.. actions.Commands, command] };
}
