using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Finding;

/// <summary>
/// Finds children by the children files of all threads of their parents: what it costs depends on the parents, not on how many processes the machine has. The kernel keeps
/// the list of each thread apart, and gives a thread's children to another one when it ends.
/// </summary>
internal sealed class ChildrenFiles(ProcFolder root) : IDisposable
{
    // As of every folder, and one for each thread (proc_task_getattr in fs/proc/base.c).
    private const long LinksWithOneThread = 3;

    private readonly NumberedFolder _tasks = new();

    /// <summary>Whether the kernel has such files (CONFIG_PROC_CHILDREN): our own is looked for.</summary>
    public static bool AreThere(ProcFolder root) => root.TryRead("thread-self/children"u8, out _, out _);

    /// <summary>Adds the children of each parent; nothing for one that has gone.</summary>
    public void Find(ReadOnlySpan<int> parents, List<Child> into)
    {
        Span<byte> buffer = stackalloc byte[ProcessPath.MaxLength];
        foreach (int parent in parents)
        {
            ReadOnlySpan<byte> folder = ProcessPath.Write(buffer, parent, "task"u8);
            // Then it is the first one, whose number is known: asking costs a third of listing, and most processes have one.
            if (root.CountLinks(folder) == LinksWithOneThread)
            {
                FindOfThread(parent, parent, into);
                continue;
            }

            if (!root.TryPoint(_tasks, folder, out _))
                continue;
            while (_tasks.TryNext(out int task, out _))
                FindOfThread(parent, task, into);
        }
    }

    public void Dispose() => _tasks.Dispose();

    private void FindOfThread(int parent, int task, List<Child> into)
    {
        ReadOnlySpan<byte> file = TaskPath.Write(stackalloc byte[TaskPath.MaxLength], task, "children"u8);
        ReadOnlySpan<byte> path = ProcessPath.Write(stackalloc byte[ProcessPath.MaxLength], parent, file);
        if (!root.TryReadList(path, out ReadOnlySpan<byte> text, out _))
            return;
        ChildNumbers numbers = new(text);
        while (numbers.MoveNext())
            into.Add(new Child(numbers.Current, parent));
    }
}
