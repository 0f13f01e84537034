using System.CommandLine;

namespace MemoryTracker.Cli;

/// <summary>A command that is asked for by its name, the first argument.</summary>
/// <param name="Command">Its name, arguments and action.</param>
/// <param name="Examples">What its help ends with.</param>
internal sealed record Verb(Command Command, string Examples)
{
    /// <summary>Whether the table of metrics is asked for instead. Whoever does need not get the rest right.</summary>
    public Func<ParseResult, bool> AsksForMetrics { get; init; } = _ => false;
}
