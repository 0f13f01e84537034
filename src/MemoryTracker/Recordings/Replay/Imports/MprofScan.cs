namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>
/// What must be known of a file of mprof before it is read: mprof appends to a file that is there, so it may hold several runs, and does not write whether it counted the children in.
/// </summary>
internal sealed class MprofScan
{
    private double _memory = double.NaN;
    private double _children;
    private long _moments;
    private long _momentsApart;
    private bool _hasBegun;

    private MprofScan()
    {
    }

    /// <summary>How many runs there are.</summary>
    public int Runs { get; private set; }

    /// <summary>The line with which the last of them begins.</summary>
    public long FirstLine { get; private set; }

    /// <summary>When the last of them began, since 1970.</summary>
    public TimeSpan Start { get; private set; }

    /// <summary>
    /// Whether the process's memory in the last of them is its own, without the children's: it is less than theirs together at most moments. Where it is more it may be either.
    /// </summary>
    public bool AreChildrenApart => 2 * _momentsApart > _moments;

    /// <summary>The functions of all runs.</summary>
    public MprofFunctions Functions { get; } = new();

    /// <summary>Looks through a file; null for what can be read only once, such as a pipe.</summary>
    public static MprofScan? Of(string path)
    {
        if (!RecordedText.CanBeReadTwice(path))
            return null;
        using RecordedText text = RecordedText.Open(path);
        MprofScan scan = new();
        long command = 0;
        while (text.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (text.IsTorn || text.IsOverlong)
                continue;
            if (MprofFunctions.IsOne(line))
                _ = scan.Functions.Take(line); // Problems are told when the line is read.
            else if (line.StartsWith(MprofLog.CommandLine))
                (command, scan._hasBegun) = (text.Line, false);
            else if (MprofLine.IsOne(line) && MprofLine.TryRead(line, out MprofLine read))
                scan.Take(read, command);
        }

        scan.EndMoment();
        return scan;
    }

    private void Take(MprofLine line, long command)
    {
        if (line.Child is not null)
        {
            _children += line.Rss;
            return;
        }

        EndMoment();
        _memory = line.Rss;
        if (_hasBegun)
            return;

        // A run that has not measured anything yet does not count.
        _hasBegun = true;
        Runs++;
        FirstLine = command;
        Start = line.Time;
        (_moments, _momentsApart) = (0, 0);
    }

    private void EndMoment()
    {
        _moments += _children > 0 ? 1 : 0;
        _momentsApart += _children > _memory ? 1 : 0;
        _children = 0;
    }
}
