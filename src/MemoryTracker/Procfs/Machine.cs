using System.Text;

namespace MemoryTracker.Procfs;

/// <summary>What /proc says of the machine as a whole; empty or null where it does not.</summary>
internal static class Machine
{
    /// <summary>The kernel's release, such as <c>6.18.44</c> (/proc/sys/kernel/osrelease).</summary>
    public static string Kernel(ProcRoot root) => Encoding.UTF8.GetString(Read($"{root.Path}/sys/kernel/osrelease")).TrimEnd();

    /// <summary>The machine's memory in bytes (MemTotal of /proc/meminfo).</summary>
    public static long? MemoryBytes(ProcRoot root)
    {
        ReadOnlySpan<byte> text = Read($"{root.Path}/meminfo");
        int end = text.IndexOf((byte)'\n');
        return end >= 0 && text.StartsWith("MemTotal:"u8) ? ProcNumber.Kibibytes(text["MemTotal:"u8.Length..end].TrimStart((byte)' ')) : null;
    }

    private static byte[] Read(string path) => ProcFile.ReadOnce(path) ?? [];
}
