using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>
/// A command that we started, as without us: by its arguments and never through a shell, with our standard streams, folder, process group, environment, limits,
/// and signals as they were at our start. Nobody but the caller waits for it: after its end its files in /proc can still be read until then.
/// </summary>
public sealed unsafe class LaunchedCommand : IDisposable
{
    private const int MostPauses = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly PidFd _pidFd;
    private readonly long? _peakFloor;
    private CommandEnd? _end;
    private bool _isDisposed;

    private LaunchedCommand(int pid, long? peakFloor)
    {
        Pid = pid;
        _peakFloor = peakFloor;
        _pidFd = PidFd.Open(pid, out _);
    }

    /// <summary>Its process number, which stays its own until it has been waited for.</summary>
    public int Pid { get; }

    /// <summary>Starts it; returns when its program is loaded.</summary>
    /// <param name="argv">The command and its arguments. A command without a slash is searched for in PATH.</param>
    /// <param name="variables">Environment variables of its own, beside ours or instead.</param>
    /// <exception cref="LaunchException">It cannot be started.</exception>
    public static LaunchedCommand Start(IReadOnlyList<string> argv, IReadOnlyDictionary<string, string> variables)
    {
        ArgumentOutOfRangeException.ThrowIfZero(argv.Count, nameof(argv));
        OwnDispositions.KeepEndedChildren();
        using CStrings arguments = RawArguments.Of(argv, ProcRoot.Default);
        using CStrings environment = OwnEnvironment.With(variables);
        long? before = OwnPeak();
        int error = ChildProcess.Spawn(arguments.List(), environment.List(), hasOwnSession: false, out int pid);
        if (error != 0)
            throw LaunchFailure.Explain(argv[0], error);
        // Until its program was loaded it was one with us, and so was its peak: ours at that moment lies between the two.
        long? floor = before is { } old && OwnPeak() is { } now ? Math.Max(old, now) + ProcStatus.Roughness : null;
        AwaitProgram(pid);
        return new LaunchedCommand(pid, floor);
    }

    /// <summary>
    /// Makes us the parent of every descendant whose own parent ends (PR_SET_CHILD_SUBREAPER), from now on: daemons that fork twice. To be called before the
    /// start. False where it is not allowed.
    /// </summary>
    public static bool AdoptOrphans() => LibC.ProcessControl(LibC.AdoptOrphans, 1, 0, 0, 0) == 0;

    /// <summary>Takes the end if there is one; never blocks. From then on the PID may mean another process.</summary>
    /// <returns>Whether it has ended, now or before.</returns>
    public bool TryWait(out CommandEnd end)
    {
        lock (_lock)
        {
            _end ??= TakeEnd(Pid, _peakFloor);
            end = _end.GetValueOrDefault();
            return _end is not null;
        }
    }

    /// <summary>Waits for the end and takes it.</summary>
    public CommandEnd Wait()
    {
        CommandEnd end;
        while (!TryWait(out end))
        {
            // It sleeps without taking anything, and without the lock, so that signals can be sent meanwhile.
            LibC.ChildInfo info = default;
            if (LibC.WaitId(LibC.OneChild, Pid, &info, LibC.WaitEnded | LibC.WaitOnlyLook) < 0 && Errno.Last != Errno.Interrupted)
                throw Failure("waitid");
        }

        return end;
    }

    /// <summary>Sends it a signal; does nothing once it has been waited for, or when it has changed its user so that we may not.</summary>
    public void Send(int signal)
    {
        lock (_lock)
        {
            if (_end is not null || _isDisposed)
                return;
            // Before Linux 5.3 by number, which nobody else can have as long as it has not been waited for.
            if (_pidFd.Descriptor < 0 || _pidFd.Send(signal) != 0)
                _ = LibC.Kill(Pid, signal);
        }
    }

    /// <summary>
    /// Finds a child of ours that has ended and is not the command: an adopted one. It stays as it is, and is found again, until <see cref="Reap"/>. The
    /// kernel shows the first of several only: when that is the command itself, others are found only after it has been waited for. Nothing is lost by
    /// that, they wait as well.
    /// </summary>
    public bool TryTakeOrphan(out int pid)
    {
        LibC.ChildInfo info = default;
        // Fails when there is no child at all, with the PID at 0.
        _ = LibC.WaitId(LibC.AnyChild, 0, &info, LibC.WaitEnded | LibC.NoWait | LibC.WaitOnlyLook);
        pid = IsCommand(info.Pid) ? 0 : info.Pid;
        return pid != 0;
    }

    /// <summary>Takes the end of an orphan that has been found. Its peak was never ours.</summary>
    public CommandEnd Reap(int pid)
    {
        CommandEnd? end = IsCommand(pid) ? null : TakeEnd(pid, peakFloor: 0);
        return end ?? throw new ArgumentOutOfRangeException(nameof(pid), pid, "it is no orphan that has ended");
    }

    /// <summary>Lets go of it. It is not ended by that, nor waited for.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _pidFd.Dispose();
        }
    }

    /// <summary>
    /// We are let go on when it has memory of its own, a moment before its program is in it (exec_mmap and setup_arg_pages in fs/exec.c). On a busy machine that moment is long. A program of which we
    /// may not see where its stack begins is not waited for longer than a little while.
    /// </summary>
    private static void AwaitProgram(int pid)
    {
        for (int pauses = 0; pauses < MostPauses && ProcRoot.Default.StatOf(pid) is { StackStart: 0, HasEnded: false }; pauses++)
            Thread.Sleep(Pause);
    }

    /// <summary>After it has been waited for, its number may be an orphan's.</summary>
    private bool IsCommand(int pid)
    {
        lock (_lock)
            return pid == Pid && _end is null;
    }

    private static CommandEnd? TakeEnd(int pid, long? peakFloor)
    {
        int status;
        LibC.ResourceUsage usage;
        int result;
        while ((result = LibC.WaitFor(pid, &status, LibC.NoWait, &usage)) < 0)
        {
            if (Errno.Last != Errno.Interrupted)
                throw Failure("wait4");
        }

        return result == 0 ? null : new CommandEnd(status, usage, peakFloor);
    }

    /// <summary>Our own high-water mark of RSS; null when it cannot be read.</summary>
    private static long? OwnPeak() =>
        ProcFile.ReadOnce($"{ProcRoot.Default.Path}/self/status") is { } status ? ProcStatus.ParseTick(status).HighWater : null;

    private static IOException Failure(string call) => new($"{call}: {Errno.Describe(Errno.Last)}", Errno.Last);
}
