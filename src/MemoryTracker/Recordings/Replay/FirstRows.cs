namespace MemoryTracker.Recordings.Replay;

/// <summary>What the first rows of a file say of the recording, looked at before it is read.</summary>
internal sealed class FirstRows
{
    private readonly List<long> _elapsed = [];

    /// <param name="beginning">What the file begins with; a line that is cut off does not count.</param>
    /// <param name="tryRead">Reads a line as a row; false when it is none.</param>
    public FirstRows(ReadOnlySpan<byte> beginning, Reader tryRead)
    {
        RecordedRow row = new();
        for (int end; (end = beginning.IndexOf((byte)'\n')) >= 0; beginning = beginning[(end + 1)..])
        {
            if (tryRead(beginning[..end].TrimEnd((byte)'\r'), row))
                Take(row);
        }
    }

    /// <summary>Reads a line as a row; false when it is none.</summary>
    public delegate bool Reader(ReadOnlySpan<byte> line, RecordedRow row);

    /// <summary>When the recording began in UTC; null when no row tells the time of day.</summary>
    public DateTime? Start { get; private set; }

    /// <summary>Whether the first row tells its time of day finer than to the millisecond, as recorders write it.</summary>
    public bool IsFine { get; private set; }

    /// <summary>When the first was taken, since the recording began.</summary>
    public TimeSpan From { get; private set; }

    /// <summary>When the last of them was taken, since the recording began.</summary>
    public TimeSpan Until { get; private set; }

    /// <summary>The process; of several the first that has a row. Null when no row tells its PID.</summary>
    public int? Pid { get; private set; }

    /// <summary>Its command name.</summary>
    public string Command { get; private set; } = "";

    /// <summary>Whether the first row is of one process, whose PID it tells.</summary>
    public bool AreOfOne { get; private set; }

    /// <summary>From sample to sample, as far as that can be concluded; else zero.</summary>
    public TimeSpan Interval => LikelyInterval.Of(_elapsed);

    private void Take(RecordedRow row)
    {
        if (_elapsed.Count == 0)
        {
            AreOfOne = row.Figures.Pid is not null;
            From = TimeSpan.FromTicks(Math.Max(0, row.Elapsed) * TimeSpan.TicksPerMicrosecond);
            IsFine = row.Time % TimeSpan.TicksPerMillisecond != 0;
            Start = row.Time == 0 ? null : new DateTime(row.Time - (Math.Max(0, row.Elapsed) * TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        }

        Until = TimeSpan.FromTicks(Math.Max(0, row.Elapsed) * TimeSpan.TicksPerMicrosecond);
        if (Pid is null)
            (Pid, Command) = (row.Figures.Pid, row.Figures.Command.ToString());
        if (AreOfOne || row.Figures.Pid is null)
            _elapsed.Add(row.Elapsed >= 0 || Start is null ? row.Elapsed : (row.Time - Start.Value.Ticks) / TimeSpan.TicksPerMicrosecond);
    }
}
