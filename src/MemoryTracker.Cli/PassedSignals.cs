using System.Runtime.InteropServices;
using MemoryTracker.Linux;
using MemoryTracker.Targets;

namespace MemoryTracker.Cli;

/// <summary>
/// With a command of ours only its end ends the recording: what is sent to us is passed on to it. INT, QUIT and HUP from the terminal go to its whole foreground
/// group, so that the command has had them already when we are in it. To be made before the command is started. A signal that was ignored at our start stays
/// ignored (the framework sees to that), for us and for the command.
/// </summary>
internal sealed class PassedSignals : IDisposable
{
    private const int User1 = 10;
    private const int User2 = 12;

    private readonly Lock _lock = new();
    private readonly List<int> _early = [];
    private readonly List<PosixSignalRegistration> _registrations = [];
    private LaunchedCommand? _command;

    public PassedSignals()
    {
        Pass(PosixSignal.SIGTERM, 15, isOfTerminal: false);
        Pass((PosixSignal)User1, User1, isOfTerminal: false);
        Pass((PosixSignal)User2, User2, isOfTerminal: false);
        Pass(PosixSignal.SIGINT, 2, isOfTerminal: true);
        Pass(PosixSignal.SIGQUIT, 3, isOfTerminal: true);
        Pass(PosixSignal.SIGHUP, 1, isOfTerminal: true);
    }

    /// <summary>Passes signals on to the command from now on, and first those that came before it was there.</summary>
    public void To(LaunchedCommand command)
    {
        lock (_lock)
        {
            _command = command;
            foreach (int signal in _early)
                command.Send(signal);
            _early.Clear();
        }
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
    }

    /// <summary>
    /// Whether our process group is the one in front at our terminal; false when we have none. Asked each time: a shell moves its jobs back and forth.
    /// </summary>
    internal static bool IsInForeground()
    {
        int terminal = LibC.Open("/dev/tty", LibC.ReadOnly | LibC.NoControllingTerminal | LibC.NonBlocking | LibC.CloseOnExec, 0);
        if (terminal < 0)
            return false;
        bool isOurs = ForegroundGroup.IsOurs(terminal) == true;
        _ = LibC.Close(terminal);
        return isOurs;
    }

    private void Pass(PosixSignal signal, int number, bool isOfTerminal) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        lock (_lock)
        {
            if (_command is null)
                _early.Add(number);
            else if (!isOfTerminal || !IsInForeground())
                _command.Send(number);
        }
    }));
}
