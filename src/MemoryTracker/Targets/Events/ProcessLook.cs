using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Events;

/// <summary>A quick look at processes that may be gone the next moment, without allocation.</summary>
internal sealed class ProcessLook(ProcRoot root) : IDisposable
{
    private readonly ProcFolder? _root = ProcFolder.TryOpen(root.Path, out _);

    /// <summary>Its name (/proc/PID/comm); empty when it cannot be read.</summary>
    public CommandName Command(int pid) =>
        TryRead(pid, "comm"u8, out ReadOnlySpan<byte> text) && text.EndsWith("\n"u8) ? new CommandName(text[..^1]) : default;

    /// <summary>Whether it is there and has not ended.</summary>
    public bool Lives(int pid) => TryRead(pid, "stat"u8, out ReadOnlySpan<byte> text) && ProcStat.Parse(text) is { HasEnded: false };

    public void Dispose() => _root?.Dispose();

    private bool TryRead(int pid, ReadOnlySpan<byte> file, out ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> path = ProcessPath.Write(stackalloc byte[ProcessPath.MaxLength], pid, file);
        text = default;
        return _root is not null && _root.TryRead(path, out text, out _);
    }
}
