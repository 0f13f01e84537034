namespace MemoryTracker.Metrics;

/// <summary>Of what time a metric's figures tell.</summary>
public enum MetricKind
{
    /// <summary>Of the moment of the sample, such as RSS.</summary>
    Moment,

    /// <summary>Of the time since the sample before, such as CPU.</summary>
    Interval,

    /// <summary>Of the time since the recording began, in all: it starts at 0 and never falls, such as bytes read.</summary>
    Counter,
}
