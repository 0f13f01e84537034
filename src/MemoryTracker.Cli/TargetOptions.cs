using System.CommandLine;
using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Cli;

/// <summary>The options that say what is recorded. A command to launch stands behind <c>--</c> and never comes to the parser.</summary>
internal sealed class TargetOptions
{
    private readonly PidsOption _pids = new();

    private readonly Option<string?> _name = new("--name", "-n")
    {
        Description = "The process with that command name, or with one that matches: 'postgres', 'python3*'. Several are listed, see --all.",
        HelpName = "PATTERN",
    };

    private readonly Option<string?> _commandLine = new("--cmdline")
    {
        Description = "The process in whose command line the regular expression is found.",
        HelpName = "REGEX",
    };

    private readonly Option<bool> _all = Flag("--all", "Record all that match together, and those that come later.");
    private readonly Option<bool> _wait = Flag("--wait", "Wait for the first that matches.");
    private readonly Option<bool> _follow = Flag("--follow", "Go on when it ends and another that matches begins.");
    private readonly Option<bool> _children = Flag("--include-children", "Record also what it forks, in a total. The default for a launched command.");
    private readonly Option<bool> _noChildren = Flag("--no-include-children", "Record a launched command alone.");

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public IReadOnlyList<Option> All => [_pids, _name, _commandLine, _all, _wait, _follow, _children, _noChildren];

    /// <summary>What the arguments ask for.</summary>
    /// <param name="result">The arguments.</param>
    /// <param name="command">What stood behind <c>--</c>; null when there was none.</param>
    /// <exception cref="UserException">They ask for nothing, or for what does not go together.</exception>
    public TargetSettings Read(ParseResult result, IReadOnlyList<string>? command)
    {
        int[] pids = [.. (result.GetValue(_pids) ?? []).Distinct()];
        string? name = result.GetValue(_name);
        string? commandLine = result.GetValue(_commandLine);
        RefuseOther([pids.Length > 0, name is not null, commandLine is not null, command is not null]);
        if (command is { Count: 0 } or ["", ..])
            throw UserException.Usage("-- is followed by the command to launch and its arguments: memory_tracker -- COMMAND ARG…");
        bool hasPattern = name is not null || commandLine is not null;
        foreach (Option<bool> option in new[] { _all, _wait, _follow })
        {
            if (result.GetValue(option) && !hasPattern)
                throw UserException.Usage(option == _wait ? "--wait waits for a name (--name or --cmdline): a PID is there or not" : $"{option.Name} needs --name or --cmdline, which say what else to look for");
        }

        if (result.GetValue(_children) && result.GetValue(_noChildren))
            throw UserException.Usage("--include-children and --no-include-children: only one of them can be meant");
        return new TargetSettings
        {
            Pids = pids,
            Pattern = ReadPattern(name, commandLine),
            Command = command ?? [],
            IncludesChildren = result.GetValue(_children) || (command is not null && !result.GetValue(_noChildren)),
            TakesAll = result.GetValue(_all),
            Waits = result.GetValue(_wait),
            Follows = result.GetValue(_follow),
        };
    }

    private static void RefuseOther(bool[] asked)
    {
        const string Ways = "--pid PID, --name PATTERN, --cmdline REGEX or -- COMMAND ARG…";
        switch (asked.Count(one => one))
        {
            case 0:
                throw UserException.Usage($"say what to record: {Ways} (memory_tracker --help lists the options)");
            case > 1:
                throw UserException.Usage($"say what to record in one way only: {Ways}");
        }
    }

    private static ProcessPattern? ReadPattern(string? name, string? commandLine)
    {
        try
        {
            return name is not null ? ProcessPattern.OfName(name)
                : commandLine is not null ? ProcessPattern.OfCommandLine(commandLine)
                : null;
        }
        catch (PatternException error)
        {
            throw UserException.Usage($"{(name is not null ? "--name" : "--cmdline")}: {error.Message}");
        }
    }

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
