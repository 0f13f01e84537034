using System.Text.RegularExpressions;
using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Finding;

/// <summary>
/// Looks for the processes that a pattern means, once or again and again. Never found are kernel threads, threads, processes that have ended, this program itself, and by a command line those that started this program:
/// sudo, a shell, timeout have the pattern in their own. What /proc hides (hidepid) is not found either.
/// </summary>
public sealed class ProcessFinder : IDisposable
{
    private readonly ProcessPattern _pattern;
    private readonly ProcFolder? _root;
    private readonly NumberedFolder? _processes;
    private readonly HashSet<int> _ancestors = [];
    private readonly HashSet<ProcessId> _undecided = [];

    /// <param name="pattern">Which processes are meant.</param>
    /// <param name="root">Where they are looked for.</param>
    public ProcessFinder(ProcessPattern pattern, ProcRoot root)
    {
        _pattern = pattern;
        _root = ProcFolder.TryOpen(root.Path, out _);
        _processes = _root?.TryOpenFolder("."u8, out _);
    }

    /// <summary>Those whose command line the expression took too long for: they count as not meant, and are not tried again.</summary>
    public IReadOnlyCollection<ProcessId> Undecided => _undecided;

    /// <summary>Those that are there now, in the order of their start.</summary>
    /// <param name="isKnown">Which are passed over. Asked before anything dear is read.</param>
    public IReadOnlyList<FoundProcess> Find(Predicate<ProcessId> isKnown)
    {
        List<FoundProcess> found = [];
        if (_pattern.IsOfCommandLine)
            FindAncestors();
        _processes?.Rewind();
        while (_processes is not null && _processes.TryNext(out int pid, out _))
        {
            if (pid != Environment.ProcessId && !_ancestors.Contains(pid) && TryRead(pid, out ProcStat stat, out CommandName name)
                && !isKnown(new ProcessId(pid, stat.StartTicks)) && Look(pid, stat, name) is { } process)
            {
                found.Add(process);
            }
        }

        found.Sort((one, other) => (one.Id.StartTicks, one.Id.Pid).CompareTo((other.Id.StartTicks, other.Id.Pid)));
        return found;
    }

    public void Dispose()
    {
        _processes?.Dispose();
        _root?.Dispose();
    }

    /// <summary>Reads who it is; false when the pattern cannot mean it or it has gone.</summary>
    private bool TryRead(int pid, out ProcStat stat, out CommandName name)
    {
        name = default;
        if (!TryReadStat(pid, out ReadOnlySpan<byte> text, out stat))
            return false;
        ReadOnlySpan<byte> raw = ProcStat.Name(text);
        if (stat.HasEnded || stat.IsKernelThread || !_pattern.MayMatch(raw))
            return false;
        name = new CommandName(raw);
        return true;
    }

    /// <summary>Looks at the command line; null when it is not meant.</summary>
    private FoundProcess? Look(int pid, ProcStat stat, CommandName name)
    {
        ProcessId id = new(pid, stat.StartTicks);
        if (_undecided.Contains(id))
            return null;
        IReadOnlyList<string> arguments = (_root is null ? null : CommandLineFile.Read(_root, pid)) ?? [];
        if (!Matches(id, arguments))
            return null;
        // Files are opened by number: were that another's by now, or had the program been changed by exec, the command line would not belong to the name.
        return TryRead(pid, out ProcStat now, out CommandName nameNow) && now.StartTicks == stat.StartTicks && nameNow == name
            ? new FoundProcess(id, name, arguments, Started(stat.StartTicks), now.Parent)
            : null;
    }

    private bool Matches(ProcessId id, IReadOnlyList<string> arguments)
    {
        try
        {
            return _pattern.Matches(arguments);
        }
        catch (RegexMatchTimeoutException)
        {
            _ = _undecided.Add(id);
            return false;
        }
    }

    private bool TryReadStat(int pid, out ReadOnlySpan<byte> text, out ProcStat stat)
    {
        text = default;
        ReadOnlySpan<byte> path = ProcessPath.Write(stackalloc byte[ProcessPath.MaxLength], pid, "stat"u8);
        ProcStat? parsed = _root is not null && _root.TryRead(path, out text, out _) ? ProcStat.Parse(text) : null;
        stat = parsed ?? default;
        return parsed is not null;
    }

    /// <summary>Anew at each look: when one of them ends, another takes its place.</summary>
    private void FindAncestors()
    {
        _ancestors.Clear();
        int pid = Environment.ProcessId;
        while (TryReadStat(pid, out _, out ProcStat stat) && stat.Parent > 0 && _ancestors.Add(stat.Parent))
            pid = stat.Parent;
    }

    /// <summary>The kernel counts ticks from its start, suspended time included: the clock that does so too tells how long ago that was.</summary>
    private static DateTime? Started(ulong ticks)
    {
        long boot = (Clock.Realtime - Clock.Now) / TimeSpan.NanosecondsPerTick;
        ulong most = (ulong)(DateTime.MaxValue - DateTime.UnixEpoch).Ticks;
        return boot >= 0 && ticks <= (most - (ulong)boot) / (ulong)ProcStat.ClockTick.Ticks
            ? DateTime.UnixEpoch.AddTicks(boot + ((long)ticks * ProcStat.ClockTick.Ticks))
            : null;
    }
}
