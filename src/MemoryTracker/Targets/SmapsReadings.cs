namespace MemoryTracker.Targets;

/// <summary>What reading smaps_rollup has taken.</summary>
/// <param name="Count">How often it was read.</param>
/// <param name="Time">How long all of it took: what the budget is about. At least the CPU time, and as long as the process's memory lock was held.</param>
public readonly record struct SmapsReadings(long Count, TimeSpan Time);
