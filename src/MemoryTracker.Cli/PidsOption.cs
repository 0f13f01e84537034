using System.CommandLine;
using System.CommandLine.Parsing;

namespace MemoryTracker.Cli;

/// <summary>The option that says which processes.</summary>
internal sealed class PidsOption : Option<int[]?>
{
    public PidsOption()
        : base("--pid", "-p")
    {
        Description = "The process to record. Several times for several, recorded together.";
        HelpName = "PID";
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
        CustomParser = Parse;
    }

    private static int[]? Parse(ArgumentResult argument)
    {
        List<int> pids = [];
        foreach (Token token in argument.Tokens)
        {
            if (!ArgumentText.TryParseWhole(token.Value, out int pid) || pid <= 0)
            {
                argument.AddError($"--pid: '{token.Value}' is not {PidOption.Expected}");
                return null;
            }

            pids.Add(pid);
        }

        return [.. pids];
    }
}
