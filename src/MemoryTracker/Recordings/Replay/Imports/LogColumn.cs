using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>A metric that a log of another tool has.</summary>
/// <param name="Metric">Which of ours it is.</param>
/// <param name="Source">What the tool calls it, and what it says of it.</param>
internal sealed record LogColumn(Metric Metric, string Source);
