using MemoryTracker.Procfs;
using MemoryTracker.Targets;

namespace MemoryTracker.Cli;

/// <summary>Takes hold of running processes that are to be recorded.</summary>
internal static class RunningTarget
{
    /// <summary>Takes hold of them.</summary>
    /// <exception cref="UserException">There is none, or one of them cannot be recorded.</exception>
    public static RecordingTarget Attach(RecordSettings settings)
    {
        IReadOnlyList<int> pids = ChosenProcesses.Find(settings.Target, Reports.Notice);
        try
        {
            return settings.Target.IsSet ? AttachSet(pids, settings) : AttachOne(pids[0], settings);
        }
        catch (TargetException refusal)
        {
            throw UserException.Failure(refusal.Message);
        }
    }

    private static AttachedProcess AttachOne(int pid, RecordSettings settings)
    {
        AttachedProcess process = AttachedProcess.Attach(pid, ProcRoot.Default);
        try
        {
            if (settings.HasExactPeaks)
                process.KnowEveryPeak();
            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    private static ProcessSet AttachSet(IReadOnlyList<int> pids, RecordSettings settings)
    {
        ProcessSet set = ProcessSet.Attach(pids, settings.Target.Set, ProcRoot.Default);
        try
        {
            if (settings.HasExactPeaks)
                set.KnowEveryPeak();
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }
}
