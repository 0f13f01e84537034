using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Finding;

/// <summary>
/// Whether processes may have come since the last look, for some 1 µs. The last number of /proc/loadavg is the PID that was handed out last in our PID namespace and
/// those within it (idr_get_cursor in fs/proc/loadavg.c): as long as it stands still, nobody was forked. Threads move it as well, which only costs a look. It misses what is restored
/// from a checkpoint with a PID of its choice (set_tid of clone3(2)), and a whole round of PIDs that ends where it began.
/// </summary>
internal sealed class Births(ProcRoot root) : IDisposable
{
    private readonly ProcFile? _file = ProcFile.TryOpen($"{root.Path}/loadavg", out _);
    private long? _last;
    private bool _wereNew;

    /// <summary>
    /// Asked before the look, so that who comes meanwhile is new at the next one. True the first time and whenever it cannot be told, and once more after each change: a PID is
    /// handed out a moment before its process can be found (copy_process in kernel/fork.c), and a list of children that was read while one of them ended may lack another.
    /// </summary>
    public bool AreNew()
    {
        long? last = _file is not null && _file.TryRead(out ReadOnlySpan<byte> text, out _) ? LastPid(text) : null;
        bool areNew = last is null || last != _last;
        bool isLookDue = areNew || _wereNew;
        _last = last;
        _wereNew = areNew;
        return isLookDue;
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>The last field of a line such as <c>0.00 0.04 0.25 3/95 10979</c>; null when it is not whole.</summary>
    private static long? LastPid(ReadOnlySpan<byte> text) =>
        text.EndsWith("\n"u8) && text.Count((byte)' ') == 4 ? ProcNumber.Whole(text[(text.LastIndexOf((byte)' ') + 1)..^1]) : null;
}
