using MemoryTracker.Linux;

namespace MemoryTracker.Targets;

/// <summary>
/// A command that we start beside what is recorded, and that is none of it: a shell in a session of its own, by which whoever it leaves behind, too, is known where we adopt the orphans
/// of a launched command. Its output is on standard error, because standard output is a launched command's, and it has no input.
/// </summary>
internal sealed unsafe class SideCommand : IDisposable
{
    /// <summary>What runs it.</summary>
    public const string Shell = "/bin/sh";

    private const string Redirection = "exec </dev/null >&2\n";

    // Nobody is left of most; they are kept all the same, for those of whom somebody is.
    private const int MostSessions = 4096;

    private static readonly Lock StartLock = new();
    private static volatile int[] _sessions = [];
    private static long _moves;

    private readonly int _pid;
    private readonly PidFd _pidFd;
    private readonly bool _waits;

    private SideCommand(int pid, bool waits)
    {
        _pid = pid;
        _pidFd = PidFd.Open(pid, out _);
        _waits = waits;
    }

    /// <summary>To be asked before a child of ours is looked at: moves on when one is started, and is odd meanwhile, when a child may be it before its session tells.</summary>
    public static long Moves => Volatile.Read(ref _moves);

    /// <summary>Whether a child of ours is such a command, or left behind by one; null when it must be looked at again, because one was just being started.</summary>
    /// <param name="session">The child's session.</param>
    /// <param name="moves">What <see cref="Moves"/> was before that was read.</param>
    public static bool? Owns(int session, long moves) =>
        Array.IndexOf(_sessions, session) >= 0 ? true : long.IsOddInteger(moves) || moves != Moves ? null : false;

    /// <summary>Starts one; null, with the error number, when that is not possible. Not on the sampling thread: it takes as long as a program takes to load.</summary>
    /// <param name="command">What the shell is given.</param>
    /// <param name="variables">Environment variables of its own.</param>
    /// <param name="waits">Whether nobody else waits for it when it has ended.</param>
    /// <param name="error">The error number, or 0.</param>
    public static SideCommand? Start(string command, IReadOnlyDictionary<string, string> variables, bool waits, out int error)
    {
        using CStrings arguments = new();
        foreach (string argument in (string[])[Shell, "-c", Redirection + command])
            arguments.Add(argument);
        using CStrings environment = OwnEnvironment.With(variables);
        lock (StartLock)
        {
            Volatile.Write(ref _moves, _moves + 1);
            error = ChildProcess.Spawn(arguments.List(), environment.List(), hasOwnSession: true, out int pid);
            if (error == 0)
                _sessions = [.. _sessions.Where(session => session != pid).TakeLast(MostSessions - 1), pid];
            Volatile.Write(ref _moves, _moves + 1);
            return error == 0 ? new SideCommand(pid, waits) : null;
        }
    }

    /// <summary>Whether it has ended; no zombie stays of it then. What it has left in the background may go on.</summary>
    public bool HasEnded()
    {
        int status;
        LibC.ResourceUsage usage;
        // Nothing to wait for any more is an end, too.
        return _waits ? LibC.WaitFor(_pid, &status, LibC.NoWait, &usage) != 0 : _pidFd.Descriptor < 0 || _pidFd.HasExited;
    }

    /// <inheritdoc/>
    public void Dispose() => _pidFd.Dispose();
}
