using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MemoryTracker.Cli;

/// <summary>The help that the options make, with examples below it.</summary>
internal sealed class HelpWithExamples(HelpAction inner, string examples) : SynchronousCommandLineAction
{
    private const int MaxWidth = 100;

    /// <summary>Lets the command's help end with the examples.</summary>
    public static void AddTo(RootCommand root, string examples)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        HelpAction inner = (HelpAction)help.Action!;
        inner.MaxWidth = MaxWidth;
        help.Action = new HelpWithExamples(inner, examples);
    }

    /// <summary>Whoever asks for help need not get the rest right.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = inner.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(examples);
        return code;
    }
}
