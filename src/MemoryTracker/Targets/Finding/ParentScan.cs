using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Finding;

/// <summary>Finds children by asking every process of the machine for its parent (stat): for kernels without children files. What it costs depends on how many processes there are.</summary>
internal sealed class ParentScan(ProcFolder root) : IDisposable
{
    private readonly NumberedFolder? _processes = root.TryOpenFolder("."u8, out _);

    /// <summary>Adds the children of each parent; nothing for one that has gone.</summary>
    public void Find(ReadOnlySpan<int> parents, List<Child> into)
    {
        Span<byte> buffer = stackalloc byte[ProcessPath.MaxLength];
        _processes?.Rewind();
        while (_processes is not null && _processes.TryNext(out int pid, out _))
        {
            // One that cannot be read any more has gone while it was listed.
            if (root.TryRead(ProcessPath.Write(buffer, pid, "stat"u8), out ReadOnlySpan<byte> text, out _)
                && ProcStat.Parse(text) is { } stat && parents.Contains(stat.Parent))
            {
                into.Add(new Child(pid, stat.Parent));
            }
        }
    }

    public void Dispose() => _processes?.Dispose();
}
