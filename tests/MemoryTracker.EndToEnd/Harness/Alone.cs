namespace MemoryTracker.EndToEnd.Harness;

/// <summary>Tests that no other test may run beside: they look at when things happen.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
