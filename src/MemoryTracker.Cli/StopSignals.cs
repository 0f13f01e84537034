using System.Runtime.InteropServices;
using MemoryTracker.Linux;

namespace MemoryTracker.Cli;

/// <summary>INT, TERM and HUP end a recording in order; a second INT gives up at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly Action _stop;
    private readonly Action _giveUp;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private PosixSignal? _first;

    /// <param name="stop">Asks for the end of the recording.</param>
    /// <param name="giveUp">Closes what is half written, before the program ends at once.</param>
    public StopSignals(Action stop, Action giveUp)
    {
        _stop = stop;
        _giveUp = giveUp;
        // The framework lets a signal that was ignored at our start stay ignored. Right for HUP under nohup; but a script's shell ignores INT for what it
        // starts in the background, and whoever sends INT to such a recording means it to end.
        _ = LibC.SetDisposition(LibC.Interrupt, LibC.DefaultDisposition);
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    /// <summary>The signal that ended the recording, such as <c>INT</c>; null when none did.</summary>
    public string? Name => _first?.ToString()["SIG".Length..];

    /// <summary>Makes a file that has reached the limit of its size (ulimit -f) an error of that file, instead of the end of us.</summary>
    public static void SurviveFileSizeLimit() => OwnDispositions.IgnoreFileSizeLimit();

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_first is null)
        {
            _first = context.Signal;
            _stop();
        }
        else if (context.Signal == PosixSignal.SIGINT)
        {
            _giveUp();
            LibC.ExitAtOnce(ExitCode.GivenUp);
        }
    }
}
