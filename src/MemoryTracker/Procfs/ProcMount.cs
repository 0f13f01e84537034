namespace MemoryTracker.Procfs;

/// <summary>How the proc file system is mounted (proc(5)).</summary>
/// <param name="HidePid">What other users' processes are to us: <c>off</c> (all is seen), <c>noaccess</c>, <c>invisible</c> or <c>ptraceable</c>.</param>
/// <param name="Group">The number of the group for which nothing is hidden; null when there is none.</param>
internal readonly record struct ProcMount(string HidePid, string? Group)
{
    private const string Off = "off";

    /// <summary>Whether anything is hidden.</summary>
    public bool Hides => HidePid != Off;

    /// <summary>Reads /proc/self/mounts; null when nothing of the kind is mounted there.</summary>
    /// <param name="mounts">The text. Each line is a mount: device, folder, type, options.</param>
    /// <param name="folder">Where proc should be. Of several mounts the last lies on top.</param>
    public static ProcMount? Parse(string mounts, string folder)
    {
        string[][] lines = [.. mounts.Split('\n').Select(line => line.Split(' '))];
        string[]? top = Array.FindLast(lines, fields => fields.Length > 3 && fields[1] == folder);
        if (top is null || top[2] != "proc")
            return null;
        string[] options = top[3].Split(',');
        return new ProcMount(Name(Value(options, "hidepid=")), Value(options, "gid="));
    }

    private static string? Value(string[] options, string key) =>
        Array.Find(options, option => option.StartsWith(key, StringComparison.Ordinal))?[key.Length..];

    /// <summary>Kernels before 5.8 write numbers. An unknown word stays as it is, and hides.</summary>
    private static string Name(string? hidePid) => hidePid switch
    {
        null or "0" => Off,
        "1" => "noaccess",
        "2" => "invisible",
        "4" => "ptraceable",
        _ => hidePid,
    };
}
