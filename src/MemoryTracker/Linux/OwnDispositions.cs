namespace MemoryTracker.Linux;

/// <summary>
/// What signals do to us where that differs from how we were started, so that a command that we start has it as it was. What is caught goes back to its
/// default by exec, and what was ignored at our start stays so in us too (the framework respects it): only what we ourselves ignore is to be undone.
/// The signal mask is nobody's matter: neither the framework nor we block anything in any thread, so a command inherits what we inherited.
/// </summary>
internal static unsafe class OwnDispositions
{
    // Used by the C library for its threads. Its posix_spawn leaves them ignored in the child, unless told otherwise.
    private const int FirstInternal = 32;
    private const int LastInternal = 33;

    private static bool _ignoresFileSize;

    /// <summary>Ignores SIGXFSZ, so that a file that has reached the limit of its size (ulimit -f) is an error of that file.</summary>
    public static void IgnoreFileSizeLimit() =>
        _ignoresFileSize |= LibC.SetDisposition(LibC.FileSizeExceeded, LibC.IgnoreDisposition) != LibC.IgnoreDisposition;

    /// <summary>
    /// Makes sure that our children stay to be waited for. Where SIGCHLD was ignored at our start the kernel would throw away how they ended; a command then
    /// finds it at its default, the one thing that it can see of us: it cannot be ignored for the command and not for us without a moment in which
    /// its end could be lost.
    /// </summary>
    public static void KeepEndedChildren()
    {
        LibC.Disposition now;
        if (LibC.SignalAction(LibC.ChildEnded, null, &now) == 0 && now.Handler == LibC.IgnoreDisposition)
            _ = LibC.SetDisposition(LibC.ChildEnded, LibC.DefaultDisposition);
    }

    /// <summary>
    /// The signals that a command must find at their default although we ignore them: SIGPIPE, which the framework ignores before anybody could ask what it
    /// was, and SIGXFSZ.
    /// </summary>
    public static LibC.SignalSet ToUndo()
    {
        LibC.SignalSet signals = default;
        signals.Add(LibC.BrokenPipe);
        for (int signal = FirstInternal; signal <= LastInternal; signal++)
            signals.Add(signal);
        if (_ignoresFileSize)
            signals.Add(LibC.FileSizeExceeded);
        return signals;
    }
}
