using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Finding;

/// <summary>
/// Finds the children of processes, ended ones that nobody has waited for included, again and again without allocation. It holds numbers for a moment only: that a found PID is still the same process, its caller makes sure.
/// Children files are exact only of tasks that stand still (proc(5) and Documentation/filesystems/proc.rst): a child may be missed when another one ends while the list is read, and is
/// found at the next look; one whose thread just gave it to another may be found twice.
/// </summary>
internal sealed class Descendants : IDisposable
{
    private readonly ProcFolder? _root;
    private readonly ChildrenFiles? _files;
    private readonly ParentScan? _scan;

    public Descendants(ProcRoot root)
    {
        _root = ProcFolder.TryOpen(root.Path, out _);
        if (_root is null)
            return;
        if (ChildrenFiles.AreThere(_root))
            _files = new ChildrenFiles(_root);
        else
            _scan = new ParentScan(_root);
    }

    /// <summary>Adds the children of each parent, one generation: who wants all asks for theirs next.</summary>
    public void FindChildren(ReadOnlySpan<int> parents, List<Child> into)
    {
        if (parents.IsEmpty)
            return;
        _files?.Find(parents, into);
        _scan?.Find(parents, into);
    }

    public void Dispose()
    {
        _scan?.Dispose();
        _files?.Dispose();
        _root?.Dispose();
    }
}
