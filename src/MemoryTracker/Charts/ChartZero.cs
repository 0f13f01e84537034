namespace MemoryTracker.Charts;

/// <summary>The moment from which a chart counts time, where that is not its beginning: what came before is negative.</summary>
/// <param name="At">When it is, on the times of the series.</param>
/// <param name="Title">What the time axis says of it, such as <c>Time from 'load'</c>.</param>
internal sealed record ChartZero(TimeSpan At, string Title);
