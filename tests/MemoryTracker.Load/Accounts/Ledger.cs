using MemoryTracker.Load.Truths;

namespace MemoryTracker.Load.Accounts;

/// <summary>What the process has done, counted by itself, and the account of it.</summary>
internal sealed class Ledger
{
    private readonly List<Region> _regions = [];

    public long ReadFromStorage { get; set; }

    public long WrittenToStorage { get; set; }

    /// <summary>The highest RSS since the account before, where it was higher than now.</summary>
    public long? Peak { get; set; }

    public Region Note(Region region)
    {
        _regions.Add(region);
        return region;
    }

    /// <summary>
    /// Draws up the account, then does nothing for a while, as long as it holds. Where others came or went meanwhile who map the same libraries, it did not hold,
    /// and another is drawn up.
    /// </summary>
    public Account HoldStill(TimeSpan time)
    {
        const int Attempts = 20;
        const long Unchanged = 64 << 10;
        for (int attempt = 1; ; attempt++)
        {
            RuntimeShare runtime = RuntimeShare.Without(_regions);
            Account account = DrawUp(runtime, time);
            if (Math.Abs(RuntimeShare.Without(_regions).File - runtime.File) > Unchanged && attempt < Attempts)
                continue;
            Peak = null;
            return account;
        }
    }

    private Account DrawUp(RuntimeShare runtime, TimeSpan time)
    {
        Dictionary<string, double> figures = [];
        AddCounts(figures);
        AddMemory(figures, runtime);
        AddCounters(figures);
        long from = Clock.Realtime;
        Thread.Sleep(time);
        return new Account(from, Clock.Realtime, figures);
    }

    private void AddCounts(Dictionary<string, double> figures)
    {
        const int MostDescriptors = 1024;
        figures["fds"] = Enumerable.Range(0, MostDescriptors).Count(descriptor => LibC.Control(descriptor, LibC.GetDescriptorFlags) >= 0);
        figures["threads"] = Directory.GetFileSystemEntries("/proc/self/task").Length;
        figures["processes"] = 1;
        if (Peak is { } peak)
            figures["peak_rss_bytes"] = peak;
    }

    private void AddMemory(Dictionary<string, double> figures, RuntimeShare runtime)
    {
        KillScore score = KillScore.Read();
        IReadOnlyList<Mapping> mappings = Mapping.All();
        PageWalk walk = PageWalk.Over(mappings);

        figures["rss_bytes"] = figures["smaps_rss_bytes"] = walk.Resident;
        figures["anon_bytes"] = figures["pss_anon_bytes"] = walk.Anon;
        figures["file_bytes"] = walk.File;
        figures["shmem_bytes"] = walk.Shmem;
        figures["pss_file_bytes"] = runtime.File + Share(RegionKind.File);
        figures["pss_shmem_bytes"] = runtime.Shmem + Share(RegionKind.SharedMemory);
        figures["pss_bytes"] = walk.Anon + figures["pss_file_bytes"] + figures["pss_shmem_bytes"];
        figures["uss_bytes"] = walk.Exclusive;
        figures["swap_bytes"] = figures["swap_pss_bytes"] = walk.Swapped;
        figures["lazyfree_bytes"] = _regions.Sum(region => region.GivenBack);
        figures["hugetlb_bytes"] = Share(RegionKind.HugePages);
        figures["vsz_bytes"] = mappings.Sum(mapping => mapping.Length);
        figures["data_bytes"] = mappings.Where(mapping => mapping.IsData).Sum(mapping => mapping.Length);
        figures["oom_score"] = score.Of(walk.Resident + walk.Swapped);
    }

    private void AddCounters(Dictionary<string, double> figures)
    {
        ResourceUsage usage = ResourceUsage.Now;
        figures["cpu_user_percent"] = usage.User;
        figures["cpu_system_percent"] = usage.System;
        figures["cpu_percent"] = figures["cpu_time_s"] = usage.User + usage.System;
        figures["minor_faults"] = usage.MinorFaults;
        figures["major_faults"] = usage.MajorFaults;
        figures["voluntary_switches"] = usage.VoluntarySwitches;
        figures["involuntary_switches"] = usage.InvoluntarySwitches;
        figures["read_bytes"] = ReadFromStorage;
        figures["write_bytes"] = WrittenToStorage;
        figures["read_chars_bytes"] = CountedFile.BytesRead;
        figures["written_chars_bytes"] = CountedFile.BytesWritten;
    }

    private long Share(RegionKind kind) => _regions.Where(region => region.Kind == kind).Sum(region => region.Length / region.Mappers);
}
