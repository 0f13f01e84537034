using System.Globalization;
using System.Text;
using MemoryTracker.Procfs;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>Files of /proc of which nearly all is read: what was read of them, written as the kernel would, is read as the same.</summary>
internal static class ProcTargets
{
    public static void Stat(ReadOnlySpan<byte> input)
    {
        _ = ProcStat.Name(input);
        if (ProcStat.Parse(input) is not { } stat)
            return;
        Invariant.Holds(stat is { Parent: >= 0, Session: >= 0, Threads: >= 0, MinorFaults: >= 0, MajorFaults: >= 0, UserTicks: >= 0, SystemTicks: >= 0 });
        Invariant.Holds(stat is { ChildMinorFaults: >= 0, ChildMajorFaults: >= 0, ChildUserTicks: >= 0, ChildSystemTicks: >= 0 });
        List<byte> text = [.. "7 ("u8, .. ProcStat.Name(input), .. ") "u8, (byte)stat.State];
        text.AddRange(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $" {stat.Parent} 7 {stat.Session} 0 -1 {(stat.IsKernelThread ? 0x00200000 : 0)} {stat.MinorFaults} {stat.ChildMinorFaults} {stat.MajorFaults} {stat.ChildMajorFaults} {stat.UserTicks} {stat.SystemTicks} {stat.ChildUserTicks} {stat.ChildSystemTicks} 20 0 {stat.Threads} 0 {stat.StartTicks} 0 0 0 0 0 {stat.StackStart} 0")));
        Invariant.Holds(ProcStat.Parse(text.ToArray()) == stat);
    }

    public static void SmapsRollup(ReadOnlySpan<byte> input)
    {
        SmapsRollup read = Procfs.SmapsRollup.Parse(input);
        (string Key, long? Bytes)[] lines =
        [
            ("Rss", read.Rss), ("Pss", read.Pss), ("Pss_Anon", read.PssAnon), ("Pss_File", read.PssFile), ("Pss_Shmem", read.PssShmem),
            ("SwapPss", read.SwapPss), ("LazyFree", read.LazyFree), ("Private_Clean", read.Uss), ("Private_Dirty", read.Uss is null ? null : 0),
        ];
        StringBuilder text = new("00400000-7ffd0000 ---p 00000000 00:00 0 [rollup]\n");
        foreach ((string key, long? bytes) in lines)
        {
            Invariant.IsAmount(bytes);
            Invariant.Holds(bytes is null || bytes % 1024 == 0);
            if (bytes is not null)
                text.Append(CultureInfo.InvariantCulture, $"{key + ":",-16}{bytes / 1024,8} kB\n");
        }

        SmapsRollup again = Procfs.SmapsRollup.Parse(Encoding.UTF8.GetBytes(text.ToString()));
        Invariant.Holds((read.Rss, read.Pss, read.PssAnon, read.PssFile, read.PssShmem, read.Uss) == (again.Rss, again.Pss, again.PssAnon, again.PssFile, again.PssShmem, again.Uss));
        Invariant.Holds((read.SwapPss, read.LazyFree) == (again.SwapPss, again.LazyFree));
    }

    public static void Io(ReadOnlySpan<byte> input)
    {
        ProcIo read = ProcIo.Parse(input);
        StringBuilder text = new();
        foreach ((string key, long? count) in (ReadOnlySpan<(string, long?)>)[("rchar", read.ReadChars), ("wchar", read.WrittenChars), ("read_bytes", read.ReadBytes), ("write_bytes", read.WriteBytes)])
        {
            Invariant.IsAmount(count);
            if (count is not null)
                text.Append(CultureInfo.InvariantCulture, $"{key}: {count}\n");
        }

        Invariant.Holds(ProcIo.Parse(Encoding.UTF8.GetBytes(text.ToString())) == read);
    }
}
