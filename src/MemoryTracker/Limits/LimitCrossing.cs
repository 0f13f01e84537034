using MemoryTracker.Targets;

namespace MemoryTracker.Limits;

/// <summary>A limit was crossed.</summary>
/// <param name="Limit">Which.</param>
/// <param name="At">With which sample, since the recording began.</param>
/// <param name="Figure">What the metric was, in its unit.</param>
/// <param name="Pid">The process that was recorded; of several the first that was asked for and lived.</param>
/// <param name="Outcome">What became of the signal; null when none was to be sent.</param>
internal readonly record struct LimitCrossing(Limit Limit, TimeSpan At, double Figure, int Pid, SignalOutcome? Outcome);
