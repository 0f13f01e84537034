using System.Globalization;

namespace MemoryTracker.Endurance;

/// <summary>What this process holds and has used.</summary>
internal static class OwnUse
{
    /// <summary>CPU time of all its threads: unlike the time that passes, no neighbour makes it longer.</summary>
    public static TimeSpan Cpu => Environment.CpuUsage.TotalTime;

    /// <summary>Resident memory in MiB, after a collection: what is garbage does not count.</summary>
    public static double Mebibytes()
    {
        GC.Collect();
        const string Field = "VmRSS:";
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Field, StringComparison.Ordinal));
        return double.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
