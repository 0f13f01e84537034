namespace MemoryTracker.Charts;

/// <summary>The highest memory of a recording, to be marked in its chart.</summary>
/// <param name="From">Where the interval that holds the peak began, since the start of the recording.</param>
/// <param name="To">Where it ended; equal to <paramref name="From"/> when the moment itself is known.</param>
/// <param name="Bytes">How high the memory was.</param>
/// <param name="Label">What is written beside it, such as <c>peak 412.3 MiB at 1:23</c>.</param>
public sealed record ChartPeak(TimeSpan From, TimeSpan To, double Bytes, string Label);
