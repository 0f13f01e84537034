using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>Takes samples for the live view. The sampling thread holds its lock for some comparisons, the drawing one for some copies.</summary>
internal sealed class LiveFeed : ISampleSink
{
    /// <summary>No more processes than these are shown.</summary>
    public const int MostProcesses = 12;

    private readonly LiveHistory[] _histories;
    private readonly LiveProcess[] _largest = new LiveProcess[MostProcesses];
    private readonly LiveProcess[] _before = new LiveProcess[MostProcesses];
    private readonly GrowthSeries? _growth;
    private SpinLock _lock = new(enableThreadOwnerTracking: false);
    private int _largestCount;
    private int _processes;
    private long _samples;
    private long _at;
    private CommandName _command;
    private double _meanCpu = double.NaN;
    private volatile bool _wantsProcesses = true;
    private volatile EventFd? _awaited;

    /// <param name="metrics">What is recorded.</param>
    /// <param name="interval">The interval of the recording.</param>
    public LiveFeed(MetricSet metrics, TimeSpan interval)
    {
        _histories = [.. metrics.InOrder.Where(metric => metric.Kind != MetricKind.Counter && metric != Metric.PeakRss).Select(metric => new LiveHistory(metric, interval))];
        _growth = metrics.Contains(Metric.Rss) ? new GrowthSeries(Metric.Rss) : null;
    }

    /// <summary>The metrics that have curves, in the order of the table.</summary>
    public IEnumerable<Metric> Metrics => _histories.Select(history => history.Metric);

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        bool isHeld = false;
        _lock.Enter(ref isHeld);
        _samples++;
        _at = sample.Elapsed.Ticks;
        if (sample.CpuTime is { } used && sample.Elapsed > TimeSpan.Zero)
            _meanCpu = 100 * (used / sample.Elapsed);
        _command = First(sample)?.Command ?? _command;
        // After the end the last figures stay to be looked at; where there is nobody there are none.
        foreach (LiveHistory history in _histories)
            history.Add(_at, sample.Total[history.Metric], history.Metric == Metric.Rss ? sample.Total[Metric.PeakRss] : double.NaN, sample.FollowsGap, sample.HasNobody);
        _growth?.Add(sample);
        // Choosing the largest of thousands is work, and looked at a few times a second.
        if (_wantsProcesses)
            Choose(sample.Processes);
        _lock.Exit();
        if (_awaited is not { } flag)
            return;
        _awaited = null;
        flag.Raise();
    }

    /// <summary>Lets the next sample raise a flag, once.</summary>
    public void Await(EventFd flag) => _awaited = flag;

    /// <summary>Copies what a picture of this moment needs.</summary>
    /// <param name="moment">What takes it.</param>
    public void CopyTo(LiveMoment moment)
    {
        bool isHeld = false;
        _lock.Enter(ref isHeld);
        moment.Samples = _samples;
        moment.Elapsed = TimeSpan.FromTicks(_at);
        moment.Command = _command;
        moment.MeanCpu = _meanCpu;
        moment.Processes = _processes;
        moment.LargestCount = _largestCount;
        _largest.AsSpan(0, _largestCount).CopyTo(moment.Largest);
        foreach (LiveCurve curve in moment.Curves)
            curve.Take(Array.Find(_histories, history => history.Metric == curve.Metric)!, moment.Window, _at);
        _lock.Exit();
        _wantsProcesses = true;
    }

    /// <summary>Copies that by which growth of RSS is judged; null where RSS is not recorded.</summary>
    public GrowthSeries? CopyGrowth()
    {
        bool isHeld = false;
        _lock.Enter(ref isHeld);
        GrowthSeries? copy = _growth?.Copy();
        _lock.Exit();
        return copy;
    }

    /// <summary>The process after which the recording is named, while it lives.</summary>
    private static Figures? First(Sample sample) => sample.Total.Pid is not null ? sample.Total
        : sample.Processes.Count > 0 && sample.Processes[0].Ordinal == 0 ? sample.Processes[0]
        : null;

    private void Choose(IReadOnlyList<Figures> processes)
    {
        Array.Copy(_largest, _before, MostProcesses);
        // Over a short interval no CPU is told of a process: the next sample may do so.
        _wantsProcesses = false;
        _processes = processes.Count;
        _largestCount = 0;
        for (int i = 0; i < processes.Count; i++)
        {
            Figures process = processes[i];
            int place = _largestCount;
            while (place > 0 && IsLarger(process[Metric.Rss], _largest[place - 1].Rss))
                place--;
            if (place == MostProcesses)
                continue;
            int moved = Math.Min(_largestCount, MostProcesses - 1) - place;
            Array.Copy(_largest, place, _largest, place + 1, moved);
            _wantsProcesses |= double.IsNaN(process[Metric.Cpu]);
            _largest[place] = new LiveProcess { Pid = process.Pid ?? 0, Command = process.Command, Rss = process[Metric.Rss], Cpu = CpuOf(process) };
            _largestCount = Math.Min(_largestCount + 1, MostProcesses);
        }
    }

    /// <summary>Of which nothing is known comes last.</summary>
    private static bool IsLarger(double one, double other) => one > other || (double.IsNaN(other) && !double.IsNaN(one));

    /// <summary>CPU of a process, as it was told last.</summary>
    private double CpuOf(Figures process)
    {
        double cpu = process[Metric.Cpu];
        for (int i = 0; double.IsNaN(cpu) && i < MostProcesses; i++)
            cpu = _before[i].Pid == process.Pid ? _before[i].Cpu : cpu;
        return cpu;
    }
}
