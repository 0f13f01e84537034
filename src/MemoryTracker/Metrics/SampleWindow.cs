namespace MemoryTracker.Metrics;

/// <summary>
/// Lets through the samples of a part of a recording. What the first of them tells of the time before it, a rate or a peak, is no part of it and becomes unknown, unless it is the
/// recording's very first.
/// </summary>
/// <param name="from">When the part begins, since the recording began.</param>
/// <param name="to">When it ends; the longest time for the recording's end.</param>
/// <param name="sinks">What takes the samples.</param>
public sealed class SampleWindow(TimeSpan from, TimeSpan to, params ISampleSink[] sinks) : ISampleSink
{
    private bool _wasBefore;
    private bool _hasBegun;

    /// <summary>Whether the part is over: no further sample will be let through.</summary>
    public bool IsOver { get; private set; }

    /// <summary>How many samples were let through, an end row not counted.</summary>
    public long Samples { get; private set; }

    /// <summary>Whether a sample is one of the part.</summary>
    public bool Contains(Sample sample) => sample.Elapsed >= from && sample.Elapsed <= to;

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        _wasBefore |= sample.Elapsed < from;
        IsOver |= sample.Elapsed > to;
        if (IsOver || !Contains(sample))
            return;
        if (_wasBefore && !_hasBegun)
            Forget(sample);
        _hasBegun = true;
        Samples += sample.HasEnded ? 0 : 1;
        foreach (ISampleSink sink in sinks)
            sink.Add(sample);
    }

    private static void Forget(Sample sample)
    {
        sample.FollowsGap = false;
        foreach (Metric metric in Metric.All)
        {
            if (metric.Kind != MetricKind.Interval)
                continue;
            sample.Total[metric] = double.NaN;
            foreach (Figures process in sample.Processes)
                process[metric] = double.NaN;
        }
    }
}
