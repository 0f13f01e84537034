namespace MemoryTracker.Cli;

/// <summary>A file to be written.</summary>
/// <param name="Path">Where.</param>
/// <param name="Kind">What it is.</param>
internal sealed record PlannedOutput(string Path, OutputKind Kind);
