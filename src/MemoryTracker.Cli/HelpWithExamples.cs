using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using MemoryTracker.Cli.Terminal;

namespace MemoryTracker.Cli;

/// <summary>The help that the options make, with the command's examples below it.</summary>
internal sealed class HelpWithExamples(HelpAction inner, IReadOnlyList<Verb> verbs) : SynchronousCommandLineAction
{
    // Longer lines are harder to read, and in narrower columns there is a word a line.
    private const int Widest = 100;
    private const int Narrowest = 50;

    /// <summary>Lets the help of each command end with its examples.</summary>
    public static void AddTo(RootCommand root, IReadOnlyList<Verb> verbs)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        HelpAction inner = (HelpAction)help.Action!;
        inner.MaxWidth = Math.Clamp(StandardStream.Output.Columns, Narrowest, Widest);
        help.Action = new HelpWithExamples(inner, verbs);
    }

    /// <summary>Whoever asks for help need not get the rest right.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = inner.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(verbs.Single(verb => verb.Command == parseResult.CommandResult.Command).Examples);
        return code;
    }
}
