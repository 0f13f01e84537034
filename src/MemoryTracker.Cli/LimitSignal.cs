using MemoryTracker.Limits;
using MemoryTracker.Linux;
using MemoryTracker.Targets;

namespace MemoryTracker.Cli;

/// <summary>Whether the signal of a limit can be sent, asked before anything is recorded: a limit that does nothing when it is crossed is worse than none.</summary>
internal static class LimitSignal
{
    /// <summary>Whether this kernel sends signals through pidfds at all. Those by number may reach somebody else, and are never sent.</summary>
    /// <exception cref="UserException">It does not.</exception>
    public static void CheckKernel(LimitActions actions)
    {
        if (actions.Signal is null)
            return;
        using PidFd self = PidFd.Open(Environment.ProcessId, out int error);
        error = error != 0 ? error : self.Send(LibC.NoSignal);
        if (error != 0)
        {
            throw UserException.Failure($"--on-limit: signals are sent through pidfds only, and there are none here ({Errno.Describe(error)}): "
                + "it takes Linux 5.3, and a sandbox that allows pidfd_open and pidfd_send_signal");
        }
    }

    /// <summary>Whether we may send those that run a signal.</summary>
    /// <exception cref="UserException">We may not.</exception>
    public static void CheckRights(LimitActions actions, RecordingTarget target)
    {
        if (actions.Signal is { } signal && target.Send(LibC.NoSignal) is { Error: not (0 or Errno.NoSuchProcess) } outcome)
            throw UserException.Failure($"--on-limit: {outcome.Sentence(SignalName.Of(signal))}: record as its owner or as root");
    }
}
