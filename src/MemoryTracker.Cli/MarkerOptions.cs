using System.CommandLine;
using System.CommandLine.Parsing;
using MemoryTracker.Markers;
using MemoryTracker.Recordings;

namespace MemoryTracker.Cli;

/// <summary>The options of markers and phases: how each is written, what it means and how it is read.</summary>
/// <param name="isLive">Whether the recording is yet to be made, so that a file may appear later.</param>
internal sealed class MarkerOptions(bool isLive)
{
    private readonly Option<string[]> _markers = new("--markers")
    {
        Description = $"A file to which the program {(isLive ? "writes what it does" : "wrote what it did")}, a line each: TIME LABEL, TIME END LABEL, CSV, JSON lines and more. "
            + $"{(isLive ? "It may appear later. " : "")}Several times if you like.",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _markersClock = OptionChoice.Or(
        "told by their size",
        "CLOCK",
        "--markers-clock",
        "The clock of the numbers in marker files, where their size cannot tell it: realtime, monotonic, boottime or relative (seconds since the start).",
        "realtime",
        "monotonic",
        "boottime",
        "relative");

    private readonly Option<bool> _phases = new("--phases")
    {
        Description = "Tell of the time from each marker to the next as of a phase, too, not only of spans.",
    };

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public IReadOnlyList<Option> All => [_markers, _markersClock, _phases];

    /// <summary>What the arguments ask for.</summary>
    public MarkerSettings Read(ParseResult result)
    {
        string[] files = result.GetValue(_markers) ?? [];
        if (files.Contains(""))
            throw UserException.Usage("--markers: '' names no file");
        if (!isLive && files.Length == 0 && result.GetValue(_markersClock) is not null)
            throw UserException.Usage("--markers-clock is the clock of a marker file, and none is given: add --markers FILE");
        return new MarkerSettings
        {
            Files = [.. files.DistinctBy(AtomicFile.Target)],
            Clock = result.GetValue(_markersClock) is { } clock ? Enum.Parse<MarkerClock>(clock, ignoreCase: true) : null,
            HasStretches = result.GetValue(_phases),
        };
    }
}
