namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>How the live view looks, and where.</summary>
/// <param name="Terminal">The terminal.</param>
/// <param name="IsShared">Whether a launched command writes to it as well.</param>
/// <param name="IsAscii">Whether it shows nothing but ASCII.</param>
internal sealed record LiveOptions(StandardStream Terminal, bool IsShared, bool IsAscii);
