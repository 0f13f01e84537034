namespace MemoryTracker.Recordings.Replay;

/// <summary>
/// What a person should know of a recording that is read: what concerns the whole file, then the first lines that could not be understood one by one, then how many more there were.
/// Bounded, however damaged the file is.
/// </summary>
internal sealed class LineNotices
{
    private const int ShownLines = 5;

    private readonly List<string> _whole = [];
    private readonly List<string> _lines = [];
    private long _count;

    /// <summary>All of them, in words.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            long more = _count - _lines.Count;
            return more == 0 ? [.. _whole, .. _lines] : [.. _whole, .. _lines, FormattableString.Invariant($"and {more} more {(more == 1 ? "line" : "lines")} that cannot be understood")];
        }
    }

    /// <summary>Tells of a line that was passed over or in which something could not be read, such as <c>line 12: has no time</c>.</summary>
    /// <param name="line">Its number, from 1 on.</param>
    /// <param name="problem">What is wrong with it, without its number; safe to show.</param>
    public void Note(long line, string problem)
    {
        if (_count++ < ShownLines)
            _lines.Add(FormattableString.Invariant($"line {line}: {problem}"));
    }

    /// <summary>Tells, once, what concerns the whole file; safe to show.</summary>
    public void Tell(string notice)
    {
        if (!_whole.Contains(notice))
            _whole.Add(notice);
    }
}
