using System.Text;
using MemoryTracker.Linux;
using MemoryTracker.Markers.Running;
using MemoryTracker.Procfs;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>Files of which a line or a word is read; the first letter tells which it is.</summary>
internal static class SmallFilesTarget
{
    private const int Pid = 7;

    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return;
        ReadOnlySpan<byte> text = input[1..];
        switch ((char)input[0])
        {
            case 'c': Children(text); break;
            case 'a': Arguments(text); break;
            case 'm': _ = ProcMount.Parse(Encoding.UTF8.GetString(text), "/proc")?.Hides; break;
            case 'k': CheckVersion(KernelVersion.Parse(Encoding.UTF8.GetString(text))); break;
            case 'l': Invariant.IsAmount(DescriptorLimit.Parse(text)); break;
            case 'o': Invariant.IsAmount(OomKills.Parse(text)); break;
            case 's': Mapping(Encoding.UTF8.GetString(text)); break;
            case 'r': _ = KernelLog.IsOomKill(text, Pid); break;
            case 'n': FileName(Encoding.UTF8.GetString(text)); break;
            case 'g': Cgroup(text); break;
            case 'i': Memory(text); break;
            default: break;
        }
    }

    private static void Children(ReadOnlySpan<byte> text)
    {
        ChildNumbers numbers = new(text);
        int count = 0;
        while (numbers.MoveNext())
        {
            Invariant.Holds(numbers.Current > 0);
            Invariant.Holds(++count * 2 <= text.Length);
        }
    }

    private static void Arguments(ReadOnlySpan<byte> text)
    {
        IReadOnlyList<string>? arguments = CommandLineFile.Parse(text);
        Invariant.Holds(arguments is null == text.IsEmpty);
        Invariant.Holds(arguments is null || !arguments.Any(argument => argument.Contains('\0', StringComparison.Ordinal)));
    }

    private static void CheckVersion(KernelVersion? version) => Invariant.Holds(version is null or { Major: >= 0, Minor: >= 0, Patch: >= 0 });

    private static void Mapping(string line)
    {
        _ = OwnCode.HasWritten(line);
        bool isRange = OwnCode.TryParseRange(line, out nint start, out nint length);
        Invariant.Holds(!isRange || length > 0);
        _ = start;
    }

    private static void FileName(string name)
    {
        if (MarkerFileName.Parse(name) is { } read)
            Invariant.Holds(MarkerFileName.Parse(read.ToString()) == read && read is { Pid: >= 0, Number: >= 0 });
    }

    /// <summary>The text is that of the process's cgroup, and of every file that is read because of it.</summary>
    private static void Cgroup(ReadOnlySpan<byte> text)
    {
        _ = FilesInMemory.Write("7/cgroup", text);
        _ = FilesInMemory.Write("memory.max", text);
        Invariant.IsAmount(MemoryLimit.Of(Pid, new ProcRoot(FilesInMemory.Folder), FilesInMemory.Folder)?.Bytes);
        OomKills kills = OomKills.Read(Pid, new ProcRoot(FilesInMemory.Folder), FilesInMemory.Folder);
        Invariant.Holds(kills.Cgroups.All(cgroup => cgroup.Count >= 0));
    }

    private static void Memory(ReadOnlySpan<byte> text)
    {
        _ = FilesInMemory.Write("meminfo", text);
        Invariant.IsAmount(Machine.MemoryBytes(new ProcRoot(FilesInMemory.Folder)));
    }
}
