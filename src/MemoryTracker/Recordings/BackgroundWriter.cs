using MemoryTracker.Linux;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings;

/// <summary>
/// Does everything that may have to wait for a disk or a terminal, on a thread of its own. The sampling thread leaves rows in a buffer and wakes it: for the
/// first row at once, then no sooner than 50 ms after it was last woken, because waking it for each row costs 20 to 45 % more CPU.
/// </summary>
internal sealed class BackgroundWriter : ISampleSink, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PresencePause = TimeSpan.FromSeconds(5);

    private readonly RowFile[] _files;
    private readonly bool _hasProcessRows;
    private readonly bool _waitsForRoom;
    private readonly Action<string> _report;
    private readonly Func<int[]> _whenAwake;
    private readonly EventFd _wake = new();
    private readonly RowBuffer _buffer = new();
    private readonly CsvRow _format;
    private readonly byte[] _row = new byte[CsvRow.MaxLength];
    private readonly WorkThread _thread;
    private TimeSpan _lastWake = TimeSpan.MinValue;
    private long _lastPresenceCheck = Clock.Now;
    private volatile bool _isFinishing;

    /// <param name="files">What takes the rows.</param>
    /// <param name="metrics">Which figures a row has.</param>
    /// <param name="hasProcessRows">Whether there is a row for each process of a sample, below that of its total.</param>
    /// <param name="waitsForRoom">Without a schedule the sampling thread waits for room; with one a row that finds none is lost and counted.</param>
    /// <param name="report">Takes, in words, what went wrong with a file.</param>
    /// <param name="whenAwake">
    /// What else is done at every waking, such as showing the latest figures; it returns descriptors, pipes for example, by which it wants to be woken as well.
    /// </param>
    public BackgroundWriter(IReadOnlyList<RowFile> files, MetricSet metrics, bool hasProcessRows, bool waitsForRoom, Action<string> report, Func<int[]> whenAwake)
    {
        _files = [.. files];
        _format = new CsvRow(metrics);
        _hasProcessRows = hasProcessRows;
        _waitsForRoom = waitsForRoom;
        _report = report;
        _whenAwake = whenAwake;
        _thread = new WorkThread("writer", Write);
    }

    /// <summary>How many rows found no room in the buffer.</summary>
    public long LostRows { get; private set; }

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        _thread.ThrowFault();
        bool isPlenty = _files.Length > 0 && AppendRows(sample);
        if (_lastWake != TimeSpan.MinValue && sample.Elapsed - _lastWake < Pause && !isPlenty)
            return;
        _lastWake = sample.Elapsed;
        _wake.Raise();
    }

    /// <summary>Writes what still waits and ends the thread.</summary>
    public void Finish()
    {
        Join();
        _thread.ThrowFault();
    }

    public void Dispose()
    {
        Join();
        _buffer.Dispose();
        _wake.Dispose();
    }

    private bool AppendRows(Sample sample)
    {
        bool isPlenty = Append(_row.AsSpan(0, _format.Format(sample, _row)));
        for (int i = 0; _hasProcessRows && i < sample.Processes.Count; i++)
        {
            // Without a PID, as another tool's log may have one, its row would be another total.
            if (sample.Processes[i].Pid is not null)
                isPlenty |= Append(_row.AsSpan(0, _format.Format(sample, sample.Processes[i], _row)));
        }

        return isPlenty;
    }

    /// <summary>Leaves the row in the buffer; true when the buffer should be emptied soon.</summary>
    private bool Append(ReadOnlySpan<byte> row)
    {
        bool isPlenty;
        while (!_buffer.TryAppend(row, out isPlenty))
        {
            if (!_waitsForRoom)
            {
                LostRows++;
                return false;
            }

            // Nobody makes room any more.
            _thread.ThrowFault();
            _wake.Raise();
            Thread.Sleep(1);
        }

        return isPlenty;
    }

    private void Join()
    {
        _isFinishing = true;
        _wake.Raise();
        _thread.Join();
    }

    private void Write()
    {
        bool isLastRound;
        int[] alsoWakenBy = [];
        do
        {
            // Asked before the round, so that one whole round always follows the request to finish, even if it came before this thread had begun.
            isLastRound = _isFinishing;
            if (!isLastRound)
                _wake.WaitAndLower(alsoWakenBy);
            WriteRows();
            alsoWakenBy = _whenAwake();
            CheckPresence();
        }
        while (!isLastRound);
    }

    private void WriteRows()
    {
        ReadOnlySpan<byte> rows = _buffer.TakeAll();
        foreach (RowFile file in _files)
            Report(rows.IsEmpty ? null : file.Append(rows));
    }

    private void CheckPresence()
    {
        long now = Clock.Now;
        if (!_isFinishing && now - _lastPresenceCheck < PresencePause.TotalNanoseconds)
            return;
        _lastPresenceCheck = now;
        foreach (RowFile file in _files)
            Report(file.CheckPresence());
    }

    private void Report(string? problem)
    {
        if (problem is not null)
            _report(problem);
    }
}
