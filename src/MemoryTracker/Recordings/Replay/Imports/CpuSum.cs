namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>The CPU time that was used since the first row, summed from rates: a log that tells percent only. Once a stretch of time is unknown, so is every later sum.</summary>
internal struct CpuSum
{
    private TimeSpan? _previous;
    private double _seconds;

    /// <summary>Adds a row.</summary>
    /// <param name="elapsed">When it is; not before the row before.</param>
    /// <param name="percent">CPU since the row before, 100 for one core; NaN when it is unknown.</param>
    /// <param name="most">No longer than this is the rate told of, what came before was idle; null for the whole time since the row before.</param>
    /// <returns>The sum; null when it is unknown.</returns>
    public TimeSpan? Add(TimeSpan elapsed, double percent, TimeSpan? most = null)
    {
        if (_previous is { } previous)
        {
            TimeSpan span = elapsed - previous;
            _seconds += percent / 100 * (most is { } limit && limit < span ? limit : span).TotalSeconds;
        }

        _previous = elapsed;
        return _seconds <= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromMicroseconds(Math.Round(_seconds * 1e6)) : null;
    }

    /// <summary>From here on it is unknown, because a row is missing.</summary>
    public void Break() => _seconds = double.NaN;
}
