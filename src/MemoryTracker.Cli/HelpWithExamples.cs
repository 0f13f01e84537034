using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MemoryTracker.Cli;

/// <summary>The help that the options make, with the command's examples below it.</summary>
internal sealed class HelpWithExamples(HelpAction inner, IReadOnlyList<Verb> verbs) : SynchronousCommandLineAction
{
    private const int MaxWidth = 100;

    /// <summary>Lets the help of each command end with its examples.</summary>
    public static void AddTo(RootCommand root, IReadOnlyList<Verb> verbs)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        HelpAction inner = (HelpAction)help.Action!;
        inner.MaxWidth = MaxWidth;
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
