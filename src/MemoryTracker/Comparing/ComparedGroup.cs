namespace MemoryTracker.Comparing;

/// <summary>What is compared with others: repeats of one thing, or a single recording.</summary>
/// <param name="Name">What it is called, safe to show.</param>
/// <param name="Recordings">Its recordings, one at least.</param>
internal sealed record ComparedGroup(string Name, IReadOnlyList<ComparedRecording> Recordings);
