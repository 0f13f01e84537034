namespace MemoryTracker.Cli.Terminal;

/// <summary>A column of a table that gives way where the terminal is narrow.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Dispensable">How soon it gives way when there is no room: the higher, the sooner; 0 for never.</param>
/// <param name="Cell">What it says of a row.</param>
internal sealed record FittedColumn<T>(string Title, int Dispensable, Func<T, string> Cell);
