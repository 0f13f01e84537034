namespace MemoryTracker.Statistics.Growth;

/// <summary>What is said of how figures go on.</summary>
public enum GrowthVerdict
{
    /// <summary>It cannot be told; <see cref="GrowthReport.Doubt"/> says why.</summary>
    Unknown,

    /// <summary>They neither grow nor shrink by more than noise, or by next to nothing.</summary>
    Flat,

    /// <summary>They grow.</summary>
    Grows,

    /// <summary>They shrink.</summary>
    Shrinks,
}
