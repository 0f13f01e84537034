using MemoryTracker.Markers;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>What does not come with the samples.</summary>
/// <param name="Title">What is recorded; safe to show.</param>
/// <param name="Elapsed">How long it has been recorded by now.</param>
/// <param name="Interval">From sample to sample; zero for as often as possible.</param>
/// <param name="Duration">How long it is recorded; zero for until the target ends.</param>
/// <param name="Missed">How many ticks were missed so far.</param>
/// <param name="Growth">Whether RSS grows, in words; null while that is not known.</param>
/// <param name="Markers">The newest markers, the last one last.</param>
internal sealed record LiveFacts(string Title, TimeSpan Elapsed, TimeSpan Interval, TimeSpan Duration, long Missed, string? Growth, IReadOnlyList<Marker> Markers);
