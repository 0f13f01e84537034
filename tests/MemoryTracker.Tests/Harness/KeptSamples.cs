using MemoryTracker.Metrics;

namespace MemoryTracker.Tests.Harness;

/// <summary>A copy of every sample, all of it.</summary>
internal sealed class KeptSamples : ISampleSink
{
    public List<KeptSample> All { get; } = [];

    public void Add(Sample sample) => All.Add(KeptSample.Of(sample));
}
