using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MemoryTracker.Cli;

/// <summary>From arguments to settings, and from settings to the command.</summary>
internal static class CommandLine
{
    private const string Examples = """
        Examples:
          memory_tracker -- make -j8                                launched, with all that it starts
          memory_tracker --pid 12345                                until it exits, into memory_usage.png
          memory_tracker -p 12345 -i 100 -d 5m -o run.png -c run.csv
          memory_tracker -p 12345 -i 20ms -o run.png -o run.json --quiet
          memory_tracker -p 12345 --metrics rss,pss,cpu,read_bytes -c run.csv
          memory_tracker -p 12345 --chart memory,cpu,read_bytes     what RSS consists of, CPU, and storage
          memory_tracker -p 12345 --layout panels --theme dark --time clock
          memory_tracker --name postgres --all -c pg.csv --per-process
          memory_tracker --name myserver --wait --follow            through its restarts
          memory_tracker --limit 'rss > 4GiB for 5s' --on-limit term -- ./train
          memory_tracker mark load done                             a marker in the one that is running
          memory_tracker compare before.csv after.csv               what has changed between them
          memory_tracker doctor --pid 12345                         what can be recorded of it
        """;

    /// <summary>Does what the arguments say and returns the exit code.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="print">Takes help and version.</param>
    /// <exception cref="UserException">They cannot be understood, or what they ask for cannot be done.</exception>
    public static int Run(string[] args, Action<string> print)
    {
        RecordOptions options = new();
        RootCommand root = new("Records the memory and CPU of processes: one that runs, or a command with all that it starts (-- COMMAND ARG…).");
        foreach (Option option in options.All)
            root.Options.Add(option);
        Verb[] verbs = [PlotCommand.Verb, CompareCommand.Verb, MarkCommand.Verb, DoctorCommand.Verb];
        // Cut off before anybody parses it: all of it is the command's, whatever it looks like.
        int dashes = Array.Exists(verbs, verb => verb.Command.Name == args.FirstOrDefault()) ? -1 : Array.IndexOf(args, "--");
        string[]? command = dashes < 0 ? null : args[(dashes + 1)..];
        args = dashes < 0 ? args : args[..dashes];
        root.SetAction(result => Record(options.Read(result, command)));
        foreach (Verb verb in verbs)
            root.Subcommands.Add(verb.Command);
        verbs = [new Verb(root, Examples) { AsksForMetrics = options.AsksForMetrics }, .. verbs];
        HelpWithExamples.AddTo(root, verbs);

        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        Command chosen = parsed.CommandResult.Command;
        if (Array.Exists(verbs, verb => (verb.Command == root || verb.Command == chosen) && verb.AsksForMetrics(parsed)))
        {
            print(MetricList.Table());
            return ExitCode.Done;
        }

        if (parsed.Errors.Count > 0)
            throw UserException.Usage(chosen == root ? $"{Explain(parsed.Errors[0], "")}{LaunchHint(parsed)}" : Explain(parsed.Errors[0], $"{chosen.Name} "));
        // Options before a verb would be the root's, and silently without effect.
        if (chosen != root && parsed.Action == chosen.Action && args[0] != chosen.Name)
            throw UserException.Usage($"{chosen.Name} comes first: memory_tracker {chosen.Name} … (memory_tracker {chosen.Name} --help lists the options)");
        // Help and version go through a text: the framework's Console would change the terminal's key mode.
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int code = parsed.Invoke(new InvocationConfiguration { Output = text, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        print(text.ToString());
        return code;
    }

    private static int Record(RecordSettings settings) => settings.Target.IsLaunch ? new LaunchCommand(settings).Run() : new RecordCommand(settings).Run();

    /// <summary>A word that is none of ours may be a command, whose dashes were forgotten.</summary>
    private static string LaunchHint(ParseResult parsed) =>
        parsed.UnmatchedTokens is [{ Length: > 0 } word, ..] && (char.IsLetter(word[0]) || word[0] is '.' or '/') && parsed.Errors[0].Message.Contains($"'{word}'", StringComparison.Ordinal)
            ? $"; to launch it: memory_tracker [options] -- {SafeText.Clean(word)} …"
            : "";

    private static string Explain(ParseError error, string verb) =>
        $"{SafeText.Clean(error.Message).TrimEnd('.')} (memory_tracker {verb}--help lists the options)";
}
