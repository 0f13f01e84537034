namespace MemoryTracker.Tests.Harness;

/// <summary>Tests that no other test may run beside: they change what belongs to the whole process, such as signals, or take any child of it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
