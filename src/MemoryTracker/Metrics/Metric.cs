using System.Collections.Immutable;
using MemoryTracker.Sampling;
using MemoryTracker.Targets;

namespace MemoryTracker.Metrics;

/// <summary>THE table of what can be recorded. Its rows feed every output: files, statistics, charts and documentation.</summary>
public sealed class Metric
{
    private const MetricKind Moment = MetricKind.Moment;
    private const MetricKind Since = MetricKind.Interval;
    private const MetricKind Counter = MetricKind.Counter;

    private static int _count;

    private readonly Formula _formula;

    private Metric(string name, Unit unit, MetricKind kind, RawSource from, string field, string meaning, Formula formula)
    {
        _formula = formula;
        Index = _count++;
        Name = name;
        Unit = unit;
        Kind = kind;
        From = from;
        Source = field.Length == 0 ? from.File : $"{field} of {from.File}";
        Meaning = meaning;
    }

    private delegate double? Formula(Interval interval);

    /// <summary>RSS at the moment of the sample.</summary>
    public static Metric Rss { get; } = new("rss", Unit.Bytes, Moment, RawSource.Status, "VmRSS",
        "Resident set size: the process's pages that are in RAM, shared ones included",
        static of => of.Now.Rss);

    /// <summary>The highest RSS between two samples, where it is known.</summary>
    public static Metric PeakRss { get; } = new("peak_rss", Unit.Bytes, Since, RawSource.Status, "VmHWM",
        "Highest RSS since the sample before, known when the kernel's high-water mark rose above both samples",
        static of => Rates.PeakBetween(of.Previous, of.Now));

    /// <summary>The anonymous part of RSS.</summary>
    public static Metric Anon { get; } = new("anon", Unit.Bytes, Moment, RawSource.Memory, "RssAnon",
        "The part of RSS that is the process's own: heap, stacks, private copies of file pages",
        static of => of.Now.Memory.Anon);

    /// <summary>The part of RSS that is mapped from files.</summary>
    public static Metric File { get; } = new("file", Unit.Bytes, Moment, RawSource.Memory, "RssFile",
        "The part of RSS that is mapped from files: code, libraries, data",
        static of => of.Now.Memory.File);

    /// <summary>The part of RSS that is shared memory.</summary>
    public static Metric Shmem { get; } = new("shmem", Unit.Bytes, Moment, RawSource.Memory, "RssShmem",
        "The part of RSS that is shared memory: tmpfs, System V, shared anonymous mappings",
        static of => of.Now.Memory.Shmem);

    /// <summary>Anonymous memory that is swapped out.</summary>
    public static Metric Swap { get; } = new("swap", Unit.Bytes, Moment, RawSource.Memory, "VmSwap",
        "Anonymous memory that is swapped out; swapped shared memory is not in it",
        static of => of.Now.Memory.Swap);

    /// <summary>The size of the address space.</summary>
    public static Metric Vsz { get; } = new("vsz", Unit.Bytes, Moment, RawSource.Memory, "VmSize",
        "The address space that is mapped, whether it was ever touched or not",
        static of => of.Now.Memory.Size);

    /// <summary>Private writable mappings.</summary>
    public static Metric Data { get; } = new("data", Unit.Bytes, Moment, RawSource.Memory, "VmData",
        "Private writable mappings without the main stack, whether they were ever touched or not",
        static of => of.Now.Memory.Data);

    /// <summary>Huge pages from hugetlbfs.</summary>
    public static Metric HugeTlb { get; } = new("hugetlb", Unit.Bytes, Moment, RawSource.Memory, "HugetlbPages",
        "Huge pages from hugetlbfs, which RSS and PSS leave out",
        static of => of.Now.Memory.HugeTlb);

    /// <summary>Proportional set size.</summary>
    public static Metric Pss { get; } = new("pss", Unit.Bytes, Moment, RawSource.SmapsRollup, "Pss",
        "Proportional set size: each resident page divided by the number of processes that map it",
        static of => of.Now.Smaps?.Pss);

    /// <summary>Unique set size.</summary>
    public static Metric Uss { get; } = new("uss", Unit.Bytes, Moment, RawSource.SmapsRollup, "Private_Clean + Private_Dirty",
        "Unique set size: resident pages that no other process maps, about what its end would set free",
        static of => of.Now.Smaps?.Uss);

    /// <summary>The anonymous part of PSS.</summary>
    public static Metric PssAnon { get; } = new("pss_anon", Unit.Bytes, Moment, RawSource.SmapsRollup, "Pss_Anon",
        "The part of PSS that is anonymous memory",
        static of => of.Now.Smaps?.PssAnon);

    /// <summary>The part of PSS that is mapped from files.</summary>
    public static Metric PssFile { get; } = new("pss_file", Unit.Bytes, Moment, RawSource.SmapsRollup, "Pss_File",
        "The part of PSS that is mapped from files",
        static of => of.Now.Smaps?.PssFile);

    /// <summary>The part of PSS that is shared memory.</summary>
    public static Metric PssShmem { get; } = new("pss_shmem", Unit.Bytes, Moment, RawSource.SmapsRollup, "Pss_Shmem",
        "The part of PSS that is shared memory",
        static of => of.Now.Smaps?.PssShmem);

    /// <summary>Swapped pages, each divided by those who hold it.</summary>
    public static Metric SwapPss { get; } = new("swap_pss", Unit.Bytes, Moment, RawSource.SmapsRollup, "SwapPss",
        "Swapped anonymous pages, each divided by the number of processes that hold it",
        static of => of.Now.Smaps?.SwapPss);

    /// <summary>Pages given back by MADV_FREE that are still there.</summary>
    public static Metric LazyFree { get; } = new("lazyfree", Unit.Bytes, Moment, RawSource.SmapsRollup, "LazyFree",
        "Pages given back by MADV_FREE that the kernel has not taken yet; RSS and PSS still count them",
        static of => of.Now.Smaps?.LazyFree);

    /// <summary>The RSS of the reading that gave PSS.</summary>
    public static Metric SmapsRss { get; } = new("smaps_rss", Unit.Bytes, Moment, RawSource.SmapsRollup, "Rss",
        "RSS as the same reading has it that gave PSS, recorded beside it: only these two may be compared",
        static of => of.Now.Smaps?.Rss);

    /// <summary>CPU since the sample before.</summary>
    public static Metric Cpu { get; } = new("cpu", Unit.Percent, Since, RawSource.CpuClock, "",
        "CPU time used since the sample before, all threads, as a share of the time that passed: 100 is one core",
        static of => Rates.CpuPercent(of.RateBase, of.Now));

    /// <summary>CPU in user mode since the sample before.</summary>
    public static Metric CpuUser { get; } = new("cpu_user", Unit.Percent, Since, RawSource.Stat, "utime",
        "The part of CPU that ran the program's own code; told in ticks of 10 ms and never over less than 200 ms",
        static of => Rates.UserPercent(of.TickBase, of.Now));

    /// <summary>CPU in the kernel since the sample before.</summary>
    public static Metric CpuSystem { get; } = new("cpu_system", Unit.Percent, Since, RawSource.Stat, "stime",
        "The part of CPU that the kernel used on the process's behalf; told in ticks of 10 ms and never over less than 200 ms",
        static of => Rates.SystemPercent(of.TickBase, of.Now));

    /// <summary>CPU time since the recording began.</summary>
    public static Metric CpuTime { get; } = new("cpu_time", Unit.Seconds, Counter, RawSource.CpuClock, "",
        "CPU time used since the recording began, all threads, ended ones included",
        static of => Rates.Seconds(of.Now.CpuTime - of.Start.CpuTime));

    /// <summary>How many threads there are.</summary>
    public static Metric Threads { get; } = new("threads", Unit.Count, Moment, RawSource.Memory, "Threads",
        "Threads of the process; a first thread that has exited counts until all have",
        static of => of.Now.Memory.Threads);

    /// <summary>How many processes there are.</summary>
    public static Metric Processes { get; } = new("processes", Unit.Count, Moment, RawSource.Status, "",
        "Processes that the figures of the row are of: 1 for a single one as long as it lives",
        static of => of.Now.Processes);

    /// <summary>How many descriptors are taken.</summary>
    public static Metric Descriptors { get; } = new("fds", Unit.Count, Moment, RawSource.Descriptors, "",
        "Descriptors that are taken: open ones, and one for each thread that waits to be given one by accept(2) or open(2)",
        static of => of.Now.Descriptors);

    /// <summary>Bytes fetched from storage.</summary>
    public static Metric ReadBytes { get; } = new("read_bytes", Unit.Bytes, Counter, RawSource.Io, "read_bytes",
        "Bytes fetched from storage since the recording began; what the page cache had is not in it",
        static of => of.Now.Io?.ReadBytes - of.Start.Io?.ReadBytes);

    /// <summary>Bytes to be written to storage.</summary>
    public static Metric WriteBytes { get; } = new("write_bytes", Unit.Bytes, Counter, RawSource.Io, "write_bytes",
        "Bytes handed over to be written to storage since the recording began, counted when a page of the cache becomes dirty",
        static of => of.Now.Io?.WriteBytes - of.Start.Io?.WriteBytes);

    /// <summary>Bytes read by system calls.</summary>
    public static Metric ReadChars { get; } = new("read_chars", Unit.Bytes, Counter, RawSource.Io, "rchar",
        "Bytes that read(2) and its like returned since the recording began, from wherever: storage, page cache, pipes, terminals",
        static of => of.Now.Io?.ReadChars - of.Start.Io?.ReadChars);

    /// <summary>Bytes written by system calls.</summary>
    public static Metric WrittenChars { get; } = new("written_chars", Unit.Bytes, Counter, RawSource.Io, "wchar",
        "Bytes that write(2) and its like took since the recording began, to wherever",
        static of => of.Now.Io?.WrittenChars - of.Start.Io?.WrittenChars);

    /// <summary>Faults that needed no storage.</summary>
    public static Metric MinorFaults { get; } = new("minor_faults", Unit.Count, Counter, RawSource.Stat, "minflt",
        "Page faults since the recording began that needed nothing from storage, all threads, ended ones included",
        static of => of.Now.Stat?.MinorFaults - of.Start.Stat?.MinorFaults);

    /// <summary>Faults that waited for storage.</summary>
    public static Metric MajorFaults { get; } = new("major_faults", Unit.Count, Counter, RawSource.Stat, "majflt",
        "Page faults since the recording began that had to wait for storage, all threads, ended ones included",
        static of => of.Now.Stat?.MajorFaults - of.Start.Stat?.MajorFaults);

    /// <summary>Switches because a thread had to wait.</summary>
    public static Metric VoluntarySwitches { get; } = new("voluntary_switches", Unit.Count, Counter, RawSource.Tasks, "voluntary_ctxt_switches",
        "Times since the recording began that a thread gave up its CPU to wait; of an ended thread, as many as the last sample saw",
        static of => of.Now.Switches?.Voluntary - of.Start.Switches?.Voluntary);

    /// <summary>Switches because another thread was to run.</summary>
    public static Metric InvoluntarySwitches { get; } = new("involuntary_switches", Unit.Count, Counter, RawSource.Tasks, "nonvoluntary_ctxt_switches",
        "Times since the recording began that a thread was put off its CPU for another; of an ended thread, as many as the last sample saw",
        static of => of.Now.Switches?.Involuntary - of.Start.Switches?.Involuntary);

    /// <summary>How likely the kernel chooses the process when memory runs out.</summary>
    public static Metric OomScore { get; } = new("oom_score", Unit.Count, Moment, RawSource.OomScore, "",
        "The kernel's score when memory runs out: the process with the highest is killed first",
        static of => of.Now.OomScore);

    /// <summary>All of them, in the order in which files hold them.</summary>
    public static ImmutableArray<Metric> All { get; } =
    [
        Rss, PeakRss, Anon, File, Shmem, Swap, Vsz, Data, HugeTlb,
        Pss, Uss, PssAnon, PssFile, PssShmem, SwapPss, LazyFree, SmapsRss,
        Cpu, CpuUser, CpuSystem, CpuTime,
        Threads, Processes, Descriptors, ReadBytes, WriteBytes, ReadChars, WrittenChars,
        MinorFaults, MajorFaults, VoluntarySwitches, InvoluntarySwitches, OomScore,
    ];

    /// <summary>Its place in the table.</summary>
    public int Index { get; }

    /// <summary>The name that options use.</summary>
    public string Name { get; }

    /// <summary>The name of its column in files: name and unit; what is counted one by one needs none.</summary>
    public string Column => Unit switch
    {
        Unit.Bytes => Name.EndsWith("_bytes", StringComparison.Ordinal) ? Name : Name + "_bytes",
        Unit.Percent => Name + "_percent",
        Unit.Seconds => Name + "_s",
        _ => Name,
    };

    /// <summary>What its figures count.</summary>
    public Unit Unit { get; }

    /// <summary>Of what time its figures tell.</summary>
    public MetricKind Kind { get; }

    /// <summary>How many decimals files hold; figures are rounded to them where they arise.</summary>
    public int Decimals => Unit switch { Unit.Percent => 3, Unit.Seconds => 6, _ => 0 };

    /// <summary>What a figure says, in one sentence.</summary>
    public string Meaning { get; }

    /// <summary>Where it comes from: the field and the file.</summary>
    public string Source { get; }

    /// <summary>What is read for it, what that costs and who may.</summary>
    public RawSource From { get; }

    /// <summary>Whether it is read less often than samples are taken, to stay within a budget: the last figure then stands for the time until the next.</summary>
    public bool IsHeld => From == RawSource.SmapsRollup;

    /// <summary>The figure of an interval in the metric's unit, rounded to its decimals; null when it is unknown.</summary>
    internal double? Of(Interval interval) => _formula(interval);
}
