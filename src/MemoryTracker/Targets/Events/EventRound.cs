using System.Runtime.InteropServices;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Events;

/// <summary>
/// What one waking brings: first all that the process connector has told, then all that taskstats has. The kernel tells what a thread was
/// before it tells that it has ended, so at the end of the round the accounts of all that have ended in it are there.
/// </summary>
internal sealed class EventRound(FollowedProcesses followed, ProcessLook look)
{
    private readonly List<ProcessEvent> _events = [];
    private readonly Dictionary<int, int> _exits = [];
    private readonly Dictionary<int, TaskStatistics> _accounts = [];

    /// <summary>Takes in what the process connector told.</summary>
    public void Add(in ConnectorEvent told)
    {
        switch (told.Kind)
        {
            case ConnectorEventKind.Fork when told.Thread == told.Process:
                Fork(told);
                break;
            case ConnectorEventKind.Exec when followed.Has(told.Process):
                followed.SetFirstThreadsCode(told.Process, null);
                Add(ProcessEventKind.Executed, told.Process, 0, told.At, look.Command(told.Process), null);
                break;
            case ConnectorEventKind.Exit when told.Thread == told.Process:
                FirstThreadEnds(told);
                break;
            case ConnectorEventKind.Exit:
                OtherThreadEnds(told);
                break;
        }
    }

    /// <summary>Takes in what taskstats told.</summary>
    public void Add(in TaskStatistics account)
    {
        // Of a process whose first thread ended before others there are two, and the later one is of all of it.
        if (_exits.ContainsKey(account.Process) || followed.Has(account.Process))
            _accounts[account.Process] = account;
    }

    /// <summary>Ends the round, and begins the next.</summary>
    public void MoveTo(EventQueue queue)
    {
        if (_events.Count == 0)
            return;
        for (int i = 0; i < _events.Count; i++)
        {
            ProcessEvent one = _events[i];
            if (one.Kind == ProcessEventKind.Exited && _accounts.Remove(one.Pid, out TaskStatistics account))
            {
                _events.Insert(i++, one with
                {
                    Kind = ProcessEventKind.Accounted,
                    Command = account.Command,
                    WaitStatus = null,
                    PeakRss = account.PeakRss,
                    CpuTime = account.CpuTime,
                });
            }
        }

        queue.Add(CollectionsMarshal.AsSpan(_events));
        _events.Clear();
        _exits.Clear();
    }

    /// <summary>Forgets, after something was lost, whose end may have been part of it.</summary>
    public void ForgetEnded() => followed.RemoveWhere(pid => !look.Lives(pid) && _accounts.Remove(pid) | true);

    private void Fork(in ConnectorEvent told)
    {
        if (followed.HasOlder(told.Process, told.At))
            End(told.Process, told.At, null);
        if (!followed.Has(told.Parent))
            return;
        followed.Add(told.Process, told.At);
        Add(ProcessEventKind.Forked, told.Process, told.Parent, told.At, look.Command(told.Process), null);
    }

    private void FirstThreadEnds(in ConnectorEvent told)
    {
        if (!followed.Has(told.Process))
            return;
        if (look.Lives(told.Process))
            followed.SetFirstThreadsCode(told.Process, told.Code);
        else
            End(told.Process, told.At, told.Code);
    }

    private void OtherThreadEnds(in ConnectorEvent told)
    {
        if (_exits.TryGetValue(told.Process, out int exit))
        {
            // It had ended before we came to read of its first thread, and that was not the last one after all.
            ProcessEvent exited = _events[exit];
            _events[exit] = exited with { At = Math.Max(exited.At, told.At), WaitStatus = exited.WaitStatus == told.Code ? told.Code : null };
        }
        else if (followed.FirstThreadsCode(told.Process) is { } code && !look.Lives(told.Process))
        {
            End(told.Process, told.At, told.Code == code ? code : null);
        }
    }

    /// <summary>
    /// A process ends as exit_group(2) or a signal says, which is then every thread's code, or else as its first thread did (wait_task_zombie in kernel/exit.c). Where the
    /// first and the last one had different codes it cannot be told which it was, and <paramref name="status"/> is null.
    /// </summary>
    private void End(int pid, long at, int? status)
    {
        followed.Remove(pid);
        _exits[pid] = _events.Count;
        Add(ProcessEventKind.Exited, pid, 0, at, default, status);
    }

    private void Add(ProcessEventKind kind, int pid, int parent, long at, CommandName command, int? status) =>
        _events.Add(new ProcessEvent(kind, pid, parent, at, command, status, null, null));
}
