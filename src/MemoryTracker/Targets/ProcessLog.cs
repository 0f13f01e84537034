namespace MemoryTracker.Targets;

/// <summary>
/// What is known of all processes of a set, in bounded memory: those that live, and of the ended ones the largest. How many there were is always known.
/// </summary>
internal sealed class ProcessLog
{
    /// <summary>So many are told of at most.</summary>
    public const int Capacity = 1024;

    private readonly Dictionary<int, ProcessRecord> _living = [];
    private readonly List<ProcessRecord> _ended = [];

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>The largest, the largest first.</summary>
    public IReadOnlyList<ProcessRecord> Largest => [.. _living.Values.Concat(_ended).Order(BySize).Take(Capacity)];

    private static Comparer<ProcessRecord> BySize { get; } = Comparer<ProcessRecord>.Create(static (left, right) =>
    {
        int byPeak = Nullable.Compare(right.PeakRss, left.PeakRss);
        int byCpu = byPeak != 0 ? byPeak : Nullable.Compare(right.CpuTime, left.CpuTime);
        return byCpu != 0 ? byCpu : left.FirstAt.CompareTo(right.FirstAt);
    });

    /// <summary>The one of that number that lives or has just ended; null when there is none.</summary>
    public ProcessRecord? Of(int pid) => _living.GetValueOrDefault(pid);

    /// <summary>The one of that number that lives; null when there is none.</summary>
    public ProcessRecord? LivingOf(int pid) => Of(pid) is { IsAlive: true } record ? record : null;

    /// <summary>The one of that number that has just ended and was never read; null when there is none.</summary>
    public ProcessRecord? UnreadOf(int pid) => Of(pid) is { WasRead: false, IsSettled: false } record ? record : null;

    /// <summary>Those of whose end nobody has told and that were never read.</summary>
    public IEnumerable<ProcessRecord> LivingUnread => _living.Values.Where(record => record is { IsAlive: true, WasRead: false });

    /// <summary>Begins to tell of a process; the number's former one is then past.</summary>
    public void Add(ProcessRecord record)
    {
        if (_living.Remove(record.Id.Pid, out ProcessRecord? former))
            Keep(former);
        Count++;
        _living.Add(record.Id.Pid, record);
    }

    /// <summary>Lets go of those that ended a while ago, of which no more news is to be expected.</summary>
    /// <param name="before">By CLOCK_BOOTTIME, in nanoseconds.</param>
    public void Sweep(long before)
    {
        foreach ((int pid, ProcessRecord record) in _living)
        {
            // Allowed while it is walked through.
            if (!record.IsAlive && record.LastAt < before && _living.Remove(pid))
                Keep(record);
        }
    }

    private void Keep(ProcessRecord record)
    {
        _ended.Add(record);
        if (_ended.Count < 2 * Capacity)
            return;
        _ended.Sort(BySize);
        _ended.RemoveRange(Capacity, _ended.Count - Capacity);
    }
}
