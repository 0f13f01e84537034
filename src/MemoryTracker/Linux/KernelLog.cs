using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace MemoryTracker.Linux;

/// <summary>
/// What the kernel has said since the log was opened (/dev/kmsg, Documentation/ABI/testing/dev-kmsg). Opening goes to the end of the log and reads nothing;
/// many users may not.
/// </summary>
internal sealed unsafe class KernelLog : IDisposable
{
    private const string Device = "/dev/kmsg";
    private const int LastLevel = 7;

    // The most that the kernel gives for a record (PRINTKRB_RECORD_MAX is less).
    private const int LongestRecord = 8192;

    private readonly int _descriptor;

    private KernelLog(int descriptor) => _descriptor = descriptor;

    /// <summary>Opens it at its end; null when this user may not read it or there is none.</summary>
    public static KernelLog? TryOpen()
    {
        int descriptor = LibC.Open(Device, LibC.ReadOnly | LibC.NonBlocking | LibC.CloseOnExec, 0);
        if (descriptor < 0)
            return null;
        KernelLog log = new(descriptor);
        if (LibC.Seek(descriptor, 0, LibC.SeekFromEnd) >= 0)
            return log;
        log.Dispose();
        return null;
    }

    /// <summary>Whether the OOM killer has said since that it killed the process. Does not wait for anything; what was read once does not come again.</summary>
    /// <param name="pid">Its number in the initial PID namespace.</param>
    public bool TellsOomKill(int pid)
    {
        Span<byte> buffer = stackalloc byte[LongestRecord];
        while (true)
        {
            nint length;
            fixed (byte* start = buffer)
                length = LibC.Read(_descriptor, start, buffer.Length);
            if (length > 0 && IsOomKill(buffer[..(int)length], pid))
                return true;
            // EPIPE: records were overwritten before they were read; it goes on with the oldest that is left.
            if (length == 0 || (length < 0 && Errno.Last is not (Errno.Interrupted or Errno.BrokenPipe)))
                return false;
        }
    }

    /// <summary>
    /// Whether a record is the kernel's own word (facility 0; programs can write into the log, too) for that (__oom_kill_process in mm/oom_kill.c), such as
    /// <c>3,1,2,-;Out of memory: Killed process 7 (a) total-vm:…</c>. What follows the first line are properties, not the message.
    /// </summary>
    internal static bool IsOomKill(ReadOnlySpan<byte> record, int pid)
    {
        int prefix = record.IndexOf((byte)';');
        int comma = record.IndexOf((byte)',');
        if (comma < 0 || prefix < comma || !Utf8Parser.TryParse(record[..comma], out int level, out int used) || used != comma || level is < 0 or > LastLevel)
            return false;
        ReadOnlySpan<byte> message = record[(prefix + 1)..];
        int end = message.IndexOf((byte)'\n');
        message = end < 0 ? message : message[..end];
        // The name in brackets is the process's own choice: only what stands before it counts.
        int name = message.IndexOf((byte)'(');
        message = name < 0 ? default : message[..name];
        return message.EndsWith(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Killed process {pid} ")));
    }

    public void Dispose() => _ = LibC.Close(_descriptor);
}
