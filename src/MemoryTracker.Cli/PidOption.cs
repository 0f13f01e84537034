using System.CommandLine;
using System.CommandLine.Parsing;

namespace MemoryTracker.Cli;

/// <summary>The option that says which process.</summary>
internal sealed class PidOption : Option<int>
{
    /// <summary>What a value should be.</summary>
    public const string Expected = "a process ID, a whole number above 0";

    /// <param name="description">What it means to the command.</param>
    public PidOption(string description)
        : base("--pid", "-p")
    {
        Description = description;
        HelpName = "PID";
        CustomParser = Parse;
    }

    private static int Parse(ArgumentResult argument) =>
        ArgumentText.TryParseWhole(argument.Text, out int pid) && pid > 0
            ? pid
            : argument.Refuse<int>(Expected);
}
