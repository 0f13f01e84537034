namespace MemoryTracker.Statistics.Growth;

/// <summary>Why it cannot be told whether figures grow.</summary>
public enum GrowthDoubt
{
    /// <summary>It can be told.</summary>
    None,

    /// <summary>There are fewer figures than <see cref="GrowthReport.FewestFigures"/>, or less time than <see cref="GrowthReport.ShortestTime"/>.</summary>
    TooShort,

    /// <summary>They go up and down so much, and so slowly, that a growth of any size could hide in it.</summary>
    Wanders,
}
