namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>What keys do to the recording.</summary>
/// <param name="Stop">Asks for its end.</param>
/// <param name="Mark">Makes a marker, and says which.</param>
/// <param name="Draw">Writes the chart so far, and says where, or why not.</param>
internal sealed record LiveActions(Action Stop, Func<string> Mark, Func<string> Draw);
