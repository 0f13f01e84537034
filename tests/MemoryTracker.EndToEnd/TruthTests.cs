using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary>
/// Every metric there is against the truth about a process that does something of each kind, as that process itself finds it: its page tables page by
/// page, getrusage(2) and its own counting.
/// </summary>
[Collection(nameof(Alone))]
public sealed class TruthTests(RecordedDeeds deeds) : IClassFixture<RecordedDeeds>
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Pages that the process's runtime touches while the account is drawn up, after they were counted: some 12 KiB</summary>
    private const double Touched = 0.125 * Mebibyte;

    /// <summary>Status is exact on new kernels; others count by CPU, and up to 32 pages of each CPU are not in it yet.</summary>
    private const double ByCpu = Touched + (1 * Mebibyte);

    /// <summary>Smaps tells whole KiB, cut, of each of some hundred mappings: half a KiB too little in the mean.</summary>
    private const double Cut = Touched + (0.25 * Mebibyte);

    /// <summary>CPU time between the reading of the process's usage and its sleep, in seconds, and what waking up from it takes.</summary>
    private const double Moment = 0.005;

    /// <summary>The kernel tells user and system time in ticks of 10 ms: a tick at each end.</summary>
    private const double TwoTicks = 0.02;

    /// <summary>What the runtime does to end five threads, after they were last seen, is not known: some 10, on a busy machine 100.</summary>
    private const double LastOfThreads = 250;

    private static readonly Dictionary<string, Agreement> Agreements = new()
    {
        ["rss_bytes"] = new Agreement.Held(ByCpu, Least: 100 * Mebibyte),
        ["peak_rss_bytes"] = new Agreement.Highest(ByCpu, Least: 400 * Mebibyte),
        ["anon_bytes"] = new Agreement.Held(ByCpu, Least: 60 * Mebibyte),
        ["file_bytes"] = new Agreement.Held(ByCpu, Least: 15 * Mebibyte),
        ["shmem_bytes"] = new Agreement.Held(ByCpu, Least: 30 * Mebibyte),
        ["swap_bytes"] = new Agreement.Held(ByCpu, Least: HasSwap ? 15 * Mebibyte : 0),
        ["vsz_bytes"] = new Agreement.Held(Touched, Least: 120 * Mebibyte),
        ["data_bytes"] = new Agreement.Held(Touched, Least: 80 * Mebibyte),
        // Whole pages that nobody else has; where the machine has none of them it is known and 0.
        ["hugetlb_bytes"] = new Agreement.Held(0, Least: 0),
        // Other processes that map the same libraries come and go.
        ["pss_bytes"] = new Agreement.HeldMostly(Cut, Least: 80 * Mebibyte),
        ["uss_bytes"] = new Agreement.Held(Touched, Least: 60 * Mebibyte),
        ["pss_anon_bytes"] = new Agreement.Held(Touched, Least: 60 * Mebibyte),
        ["pss_file_bytes"] = new Agreement.HeldMostly(Cut, Least: 15 * Mebibyte),
        ["pss_shmem_bytes"] = new Agreement.Held(Cut, Least: 15 * Mebibyte),
        ["swap_pss_bytes"] = new Agreement.Held(Touched, Least: HasSwap ? 15 * Mebibyte : 0),
        // The kernel marks such pages in batches of 31 for each CPU: the last ones later.
        ["lazyfree_bytes"] = new Agreement.Held(0.5 * Mebibyte, Least: 16 * Mebibyte),
        ["smaps_rss_bytes"] = new Agreement.Held(Touched, Least: 100 * Mebibyte),
        ["cpu_percent"] = new Agreement.Used(Moment, Least: 1),
        ["cpu_user_percent"] = new Agreement.Used(TwoTicks, Least: 0.5),
        ["cpu_system_percent"] = new Agreement.Used(TwoTicks, Least: 0.5),
        ["cpu_time_s"] = new Agreement.Grown(Moment, Least: 1),
        ["threads"] = new Agreement.Held(0, Least: 5),
        // One, though it has a child.
        ["processes"] = new Agreement.Held(0, Least: 0),
        // The kernel counts numbers that are taken: one is kept for what a thread of the runtime waits for in open(2).
        ["fds"] = new Agreement.Held(1, Least: 25),
        // Code of the runtime and of the process that was not in the page cache.
        ["read_bytes"] = new Agreement.Grown(1 * Mebibyte, Least: 32 * Mebibyte),
        // Blocks in which the file system describes the file.
        ["write_bytes"] = new Agreement.Grown(0.25 * Mebibyte, Least: 16 * Mebibyte),
        // The runtime reads how much memory there is at each garbage collection.
        ["read_chars_bytes"] = new Agreement.Grown(0.25 * Mebibyte, Least: 100 * Mebibyte),
        // The runtime wakes its own threads by pipes.
        ["written_chars_bytes"] = new Agreement.Grown(1024, Least: 16 * Mebibyte),
        // Between the reading of the process's usage and its sleep.
        ["minor_faults"] = new Agreement.Grown(50, Least: 5_000),
        ["major_faults"] = new Agreement.Grown(50, Least: 200),
        ["voluntary_switches"] = new Agreement.Grown(LastOfThreads, Least: 900),
        // The same; those were idle for half a second before.
        ["involuntary_switches"] = new Agreement.Grown(25, Least: 50),
        // What is cut off in three divisions; pages touched meanwhile are far less than a thousandth of the machine's.
        ["oom_score"] = new Agreement.Held(1, Least: 300),
    };

    private static bool HasSwap => File.ReadLines("/proc/swaps").Count() > 1;

    public static TheoryData<string> Columns => [.. Agreements.Keys];

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task The_metric_is_what_the_process_itself_finds(string column)
    {
        (MetricRows rows, List<Account> accounts) = await deeds.Recording;

        Agreements[column].Check(column, rows, accounts);
        if (!HasSwap && column.StartsWith("swap", StringComparison.Ordinal))
            Assert.Skip("the machine has no swap: only that nothing is swapped out was seen");
    }

    [Fact]
    public async Task No_metric_is_left_out()
    {
        (MetricRows rows, _) = await deeds.Recording;

        Assert.Equal(rows.Columns, Agreements.Keys);
    }

    [Fact]
    public async Task Pss_is_never_above_the_rss_of_the_same_reading()
    {
        (MetricRows rows, _) = await deeds.Recording;

        Assert.NotEmpty(rows.Known("pss_bytes"));
        Assert.All(rows.Cells("pss_bytes").Zip(rows.Cells("smaps_rss_bytes")), pair =>
        {
            Assert.Equal(pair.First is null, pair.Second is null);
            Assert.False(pair.First > pair.Second, $"PSS {pair.First} is above {pair.Second}");
        });
    }
}
