using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Finding;

/// <summary>A process that a <see cref="ProcessPattern"/> means, as it was when it was found.</summary>
/// <param name="Id">Which process it is.</param>
/// <param name="Command">Its command name: hostile.</param>
/// <param name="Arguments">Its command line as it shows it, which it may have rewritten: hostile. Empty when it cannot be read.</param>
/// <param name="Started">When it started, in UTC, to 10 ms and as the clock of today counts back; null when that is no time.</param>
/// <param name="Parent">The PID of its parent; 0 when there is none in our PID namespace.</param>
public sealed record FoundProcess(ProcessId Id, CommandName Command, IReadOnlyList<string> Arguments, DateTime? Started, int Parent);
