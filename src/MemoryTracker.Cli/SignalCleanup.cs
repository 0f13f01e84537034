using System.Runtime.InteropServices;

namespace MemoryTracker.Cli;

/// <summary>Tidies up before INT, TERM or HUP ends the program, which it then does as if nobody had caught it.</summary>
internal sealed class SignalCleanup : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="clean">What is done, on a thread of its own.</param>
    public SignalCleanup(Action clean) =>
        _registrations = Array.ConvertAll([PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP], signal => PosixSignalRegistration.Create(signal, _ => clean()));

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
    }
}
