using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>
/// Waits for those whose parents have ended and who have become ours: all that they used is then known. We may get others as well, which only must not stay: children of
/// before the command, and, as the first process of a PID namespace, those of a command that is recorded alone.
/// </summary>
/// <param name="command">The launched command.</param>
/// <param name="strangers">Children that we had before its start, of a program that became us (exec in a shell): not the command's.</param>
/// <param name="root">Where the proc file system is.</param>
/// <param name="isTree">Whether orphans belong to the set.</param>
internal sealed class Orphans(LaunchedCommand command, HashSet<int> strangers, ProcRoot root, bool isTree)
{
    /// <summary>Takes the ends of all that have ended.</summary>
    public void Take(SetMembers members, ProcessLog log)
    {
        long moves = SideCommand.Moves;
        while (command.TryTakeOrphan(out int pid))
        {
            // One of which it cannot be told yet waits for the next tick, as do those behind it.
            if (SideCommand.Owns(root.StatOf(pid)?.Session ?? 0, moves) is not { } isBeside)
                return;
            if (isBeside)
                _ = command.Reap(pid);
            else
                Take(pid, members, log);
        }
    }

    private void Take(int pid, SetMembers members, ProcessLog log)
    {
        Member? member = members.Of(pid);
        ProcessRecord? record = member?.Record ?? log.Of(pid);
        // What it got from its own children is settled before it goes.
        if (member is not null)
            _ = members.ReadAlone(member);
        _ = members.Used;
        CommandEnd end = command.Reap(pid);
        if (strangers.Remove(pid) || !isTree)
            return;
        if (record is not null)
            (record.Exit, record.IsAlive) = (end.Exit, false);
        if (member is not null)
            members.Settle(member, end);
        else if (record is not { IsSettled: true })
            members.Settle(end);
        if (record is not null)
            record.IsSettled = true;
    }
}
