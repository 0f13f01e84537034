namespace MemoryTracker.Metrics;

/// <summary>What the figures of a metric count; metrics of one unit share an axis.</summary>
public enum Unit
{
    /// <summary>Bytes, shown in IEC multiples: 1 KiB = 1,024 bytes.</summary>
    Bytes,

    /// <summary>Percent of one core: 100 is one core busy all the time, 250 two and a half.</summary>
    Percent,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Things that are counted one by one, such as threads or faults.</summary>
    Count,
}
