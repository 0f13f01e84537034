using MemoryTracker.Metrics;

namespace MemoryTracker.Cli;

/// <summary>The metrics that a list of an option asks for.</summary>
/// <param name="All">All of them.</param>
/// <param name="Named">Those that are named one by one: of the others, which a name for several or nobody has named, what there is will do.</param>
internal sealed record AskedMetrics(IReadOnlyList<Metric> All, IReadOnlyList<Metric> Named);
