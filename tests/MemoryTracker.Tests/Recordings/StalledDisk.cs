using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

/// <summary>
/// Holds the writing thread fast at its first waking until it is let go. To be disposed of before the writer: a test that fails in between
/// would else wait for that thread for ever.
/// </summary>
internal sealed class StalledDisk : IDisposable
{
    private volatile bool _hasStalled;
    private volatile bool _goesOn;

    public void Stall()
    {
        _hasStalled = true;
        while (!_goesOn)
            Thread.Sleep(1);
    }

    public void UntilStalled() => Patience.Until(() => _hasStalled, "the writing thread stalls");

    public void GoOn() => _goesOn = true;

    public void Dispose() => GoOn();
}
