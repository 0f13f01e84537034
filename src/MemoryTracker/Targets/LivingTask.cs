using System.Globalization;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>
/// When the first thread has exited, the process's own status shows a zombie without memory although the other threads
/// still have it: it is then read through one of them, which is held until it ends too.
/// </summary>
internal sealed class LivingTask(string taskFolder) : IDisposable
{
    private ProcFile? _status;

    /// <summary>The thread's number, as last read.</summary>
    public int Id { get; private set; }

    /// <summary>Reads the status of the thread, or finds another; false when none has memory.</summary>
    /// <param name="status">What every tick needs of it.</param>
    /// <param name="text">The whole text, which lives until the next read.</param>
    public bool TryRead(out ProcStatus status, out ReadOnlySpan<byte> text)
    {
        status = default;
        return (_status is not null && TryRead(_status, out status, out text)) || TryFind(out status, out text);
    }

    public void Dispose() => _status?.Dispose();

    private bool TryFind(out ProcStatus status, out ReadOnlySpan<byte> text)
    {
        status = default;
        text = default;
        _status?.Dispose();
        _status = null;
        foreach (string task in TaskFolders())
        {
            ProcFile? file = ProcFile.TryOpen($"{task}/status", out _);
            if (file is not null && TryRead(file, out status, out text))
            {
                _status = file;
                Id = int.Parse(Path.GetFileName(task.AsSpan()), CultureInfo.InvariantCulture);
                return true;
            }

            file?.Dispose();
        }

        return false;
    }

    private static bool TryRead(ProcFile file, out ProcStatus status, out ReadOnlySpan<byte> text)
    {
        status = default;
        if (!file.TryRead(out text, out _))
            return false;
        status = ProcStatus.ParseTick(text);
        return status.Rss is not null;
    }

    private string[] TaskFolders()
    {
        try
        {
            return Directory.GetDirectories(taskFolder);
        }
        catch (IOException)
        {
            // The process went while its threads were listed: it has none left.
            return [];
        }
    }
}
