namespace MemoryTracker.Statistics;

/// <summary>What all phases of one name say together. NaN is unknown.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Duration">How long they were together; what lies within another of the same name counts twice.</param>
/// <param name="Longest">How long the longest was.</param>
/// <param name="CpuSeconds">The CPU time of those for which it is known.</param>
/// <param name="WorstPeakRss">The highest RSS of all of them, in bytes.</param>
/// <param name="WorstChange">The greatest rise of RSS within one of them, in bytes.</param>
public sealed record PhaseTotal(
    string Name, int Count, TimeSpan Duration, TimeSpan Longest, double CpuSeconds, double WorstPeakRss, double WorstChange);
