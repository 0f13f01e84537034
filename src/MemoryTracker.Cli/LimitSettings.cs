using MemoryTracker.Limits;

namespace MemoryTracker.Cli;

/// <summary>Which limits are watched, and what is done when one is crossed.</summary>
internal sealed record LimitSettings(IReadOnlyList<Limit> Limits, LimitActions Actions);
