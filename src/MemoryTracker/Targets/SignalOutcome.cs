using System.Globalization;
using MemoryTracker.Linux;

namespace MemoryTracker.Targets;

/// <summary>What became of a signal to what is recorded.</summary>
/// <param name="Sent">To how many processes it was sent.</param>
/// <param name="Pid">The last one of them.</param>
/// <param name="Error">Why it could not be sent to another one; 0 when there was none.</param>
/// <param name="FailedPid">That one.</param>
internal readonly record struct SignalOutcome(int Sent, int Pid, int Error, int FailedPid)
{
    /// <summary>Nobody has got it, because of an error.</summary>
    public static SignalOutcome Failure(int pid, int error) => new(0, 0, error, pid);

    /// <summary>Both together.</summary>
    public SignalOutcome And(SignalOutcome other) =>
        new(Sent + other.Sent, other.Sent > 0 ? other.Pid : Pid, Error != 0 ? Error : other.Error, Error != 0 ? FailedPid : other.FailedPid);

    /// <summary>In words, without a full stop.</summary>
    /// <param name="signal">The signal's name.</param>
    public string Sentence(string signal)
    {
        string sent = string.Create(CultureInfo.InvariantCulture, $"{signal} was sent to {(Sent == 1 ? $"process {Pid}" : $"{Sent} processes")}");
        string failed = string.Create(CultureInfo.InvariantCulture, $"{signal} could not be sent to process {FailedPid}: {(Error == Errno.NoSuchProcess ? "it has ended" : Errno.Describe(Error))}");
        return Error == 0 ? sent : Sent == 0 ? failed : $"{sent}; {failed}";
    }
}
