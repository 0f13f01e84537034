using MemoryTracker.Linux;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;

namespace MemoryTracker.Doctor;

/// <summary>What it costs to read each source of a process here and now, in the way in which a recording reads it.</summary>
internal sealed class ReadCost(int pid, ProcRoot root)
{
    private const int MostReads = 101;
    private const long MostTime = 1_000_000;

    // Reading smaps_rollup keeps the process from mapping memory: all its readings together stay within this, unless one alone does not.
    private const long MostTimeOfSmaps = 10_000_000;

    // One reading took up to 17 ms a GiB on a slow and busy machine.
    private const long MostMemoryOfSmaps = 1L << 30;

    /// <summary>The cost of a source that can be read.</summary>
    public DoctorDocument.SourceFacts Of(RawSource source)
    {
        using ProcFolder? folder = ProcFolder.TryOpen(root.Folder(pid), out _);
        if (folder is null)
            return new(source.Name, null, 0, null);
        if (source == RawSource.CpuClock)
            return Median(source, MostTime, () => Clock.ProcessCpu(pid) is not null);
        if (source == RawSource.SmapsRollup)
            return OfSmaps(source, folder);
        if (source == RawSource.Tasks)
            return OfTasks(source, folder);
        return source == RawSource.Descriptors ? OfDescriptors(source, folder) : OfFile(source, folder);
    }

    /// <summary>Of readings that are all made in about the time given: their median.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="mostTime">In nanoseconds; the first reading may take longer.</param>
    /// <param name="tryRead">Reads it; false when it could not be, and then nothing is known of its cost.</param>
    internal static DoctorDocument.SourceFacts Median(RawSource source, long mostTime, Func<bool> tryRead)
    {
        List<long> costs = [];
        long begin = Clock.Now;
        for (long before = begin, after = begin; costs.Count < MostReads && after - begin < mostTime; before = after)
        {
            if (!tryRead())
                return new(source.Name, null, 0, null);
            after = Clock.Now;
            costs.Add(after - before);
        }

        costs.Sort();
        return new(source.Name, costs[costs.Count / 2] / 1e9, costs.Count, null);
    }

    /// <summary>Those of a large process are left alone: the measuring would be the harm that recording takes care to avoid.</summary>
    private static DoctorDocument.SourceFacts OfSmaps(RawSource source, ProcFolder folder)
    {
        if (!folder.TryRead("status"u8, out ReadOnlySpan<byte> status, out _))
            return new(source.Name, null, 0, null);
        // Pages that are swapped out are walked as well.
        long? walked = ProcStatus.Parse(status).Rss + (ProcMemory.Parse(status).Swap ?? 0);
        return walked <= MostMemoryOfSmaps
            ? Median(source, MostTimeOfSmaps, () => folder.TryRead("smaps_rollup"u8, out _, out _))
            : new(source.Name, null, 0, "not measured, so as not to hold the memory lock of a large process");
    }

    private static DoctorDocument.SourceFacts OfTasks(RawSource source, ProcFolder folder)
    {
        using SwitchCounter switches = new(folder, new SeenThreads(), out _);
        // The first reading lists twice.
        _ = switches.Read();
        return Median(source, MostTime, () => switches.Read() is not null);
    }

    private static DoctorDocument.SourceFacts OfDescriptors(RawSource source, ProcFolder folder)
    {
        using NumberedFolder? descriptors = folder.TryOpenFolder("fd"u8, out _);
        return Median(source, MostTime, () => descriptors?.Count(out _) is not null);
    }

    private static DoctorDocument.SourceFacts OfFile(RawSource source, ProcFolder folder)
    {
        using ProcFile? file = folder.TryOpenFile(System.Text.Encoding.UTF8.GetBytes(source.Name), out _);
        return Median(source, MostTime, () => file?.TryRead(out _, out _) == true);
    }
}
