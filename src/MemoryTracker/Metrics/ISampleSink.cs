namespace MemoryTracker.Metrics;

/// <summary>Something that takes samples as they come: statistics, charts, files, the console.</summary>
public interface ISampleSink
{
    /// <summary>Takes one sample. Called on the sampling thread: it must neither allocate nor wait.</summary>
    void Add(Sample sample);
}
