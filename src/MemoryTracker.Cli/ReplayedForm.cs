using MemoryTracker.Metrics;

namespace MemoryTracker.Cli;

/// <summary>An output that needs every sample once more when all else is known.</summary>
/// <param name="Sink">Takes the samples.</param>
/// <param name="Finish">Completes it.</param>
internal sealed record ReplayedForm(ISampleSink Sink, Action<FinishedRecording> Finish) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => (Sink as IDisposable)?.Dispose();
}
