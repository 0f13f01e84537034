using System.Buffers.Text;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Events;

/// <summary>A quick look at processes that may be gone the next moment, without allocation.</summary>
internal sealed class ProcessLook(ProcRoot root) : IDisposable
{
    private const int MaxPath = 32;

    private readonly ProcFolder? _root = ProcFolder.TryOpen(root.Path, out _);

    /// <summary>Its name (/proc/PID/comm); empty when it cannot be read.</summary>
    public CommandName Command(int pid) =>
        TryRead(pid, "/comm"u8, out ReadOnlySpan<byte> text) && text.EndsWith("\n"u8) ? new CommandName(text[..^1]) : default;

    /// <summary>
    /// Whether a thread of it is left that has not ended. Its own state is its first thread's: that one may have ended before others, or, when another thread
    /// becomes another program, have left its number to that one (de_thread in fs/exec.c).
    /// </summary>
    public bool Lives(int pid) => TryRead(pid, "/stat"u8, out ReadOnlySpan<byte> text) && ProcStat.Parse(text) is { State: not ('Z' or 'X') } or { Threads: > 1 };

    public void Dispose() => _root?.Dispose();

    private bool TryRead(int pid, ReadOnlySpan<byte> file, out ReadOnlySpan<byte> text)
    {
        Span<byte> path = stackalloc byte[MaxPath];
        bool fits = Utf8Formatter.TryFormat(pid, path, out int digits) && file.TryCopyTo(path[digits..]);
        System.Diagnostics.Debug.Assert(fits, "there is room for every number");
        text = default;
        return _root is not null && _root.TryRead(path[..(digits + file.Length)], out text, out _);
    }
}
