using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Markers;

/// <summary>
/// The markers of a recording as they come, begins and ends made into spans, in bounded memory. When more come than are kept, half of them
/// are let go, later half of those left: what stays is spread evenly over the recording, and how many there were is known.
/// </summary>
/// <param name="notice">Takes, in words, which lines could not be understood: the first five, one by one.</param>
/// <param name="moment">Takes each moment at which a marker begins or ends, as it comes, unless it lies ahead.</param>
public sealed class MarkerLog(Action<string> notice, Action<TimeSpan> moment)
{
    /// <summary>No more markers are kept.</summary>
    public const int Capacity = 16_384;

    private const int ShownProblems = 5;
    private const int LongestShownLabel = 40;

    // A label may have 4 KiB: together the texts of those that are kept have no more than this many characters.
    private const int TextCapacity = 4 << 20;

    // Each end looks through them for its begin.
    private const int OpenCapacity = 1024;

    private readonly List<(long Number, Marker Marker)> _kept = [];
    private readonly List<(string Track, Marker Marker)> _open = [];
    private long _ended;
    private int _halvings;
    private long _textLength;

    /// <summary>The log of a recording that is over, as its document holds it.</summary>
    /// <param name="markers">The markers that were kept.</param>
    /// <param name="leftOut">How many more there were.</param>
    /// <param name="badLines">How many lines could not be understood.</param>
    /// <param name="notice">Takes, in words, which lines of further files could not be understood.</param>
    public static MarkerLog Of(IEnumerable<Marker> markers, long leftOut, long badLines, Action<string> notice)
    {
        MarkerLog log = new(notice, _ => { }) { BadLines = badLines };
        log._kept.AddRange(markers.Select((marker, number) => ((long)number, marker)));
        log._ended = log._kept.Count + leftOut;
        return log;
    }

    /// <summary>Takes each marker that is kept as it comes, and every span twice: when it begins, still open, and when it has ended. Null when nobody wants them.</summary>
    internal Action<Marker>? Listener { get; init; }

    /// <summary>How many markers there were.</summary>
    public long Count => _ended + _open.Count;

    /// <summary>How many of them are not kept, because they were too many.</summary>
    public long LeftOut => _ended - _kept.Count;

    /// <summary>How many lines could not be understood.</summary>
    public long BadLines { get; private set; }

    /// <summary>Grows with every line that changes what is known.</summary>
    internal long News { get; private set; }

    /// <summary>The markers that are kept, in the order of time; a span comes before what it encloses.</summary>
    public IReadOnlyList<Marker> Markers =>
        [.. _kept.Select(kept => kept.Marker).Concat(_open.Select(open => open.Marker)).OrderBy(marker => marker.At).ThenByDescending(marker => marker.End ?? marker.At)];

    /// <summary>Takes a line that was understood; why that was not possible in the end, else null.</summary>
    internal string? Add(in Mark mark, in MarkerClocks clocks)
    {
        News++;
        TimeSpan at = mark.At is { } time ? clocks.MomentOf(time) : clocks.Elapsed;
        if (mark.Kind == MarkKind.End)
            return Close(mark, at, clocks);
        Note(at, clocks);
        if (mark.Kind == MarkKind.Begin)
            return Open(mark, at);
        TimeSpan? end = mark.Until is { } until ? clocks.MomentOf(until) : null;
        if (end is { } ended)
            Note(ended, clocks);
        if (IsNextKept())
            KeepNew(Made(mark, at, end));
        return null;
    }

    /// <summary>Takes what the recorder itself has to mark.</summary>
    internal void Add(TimeSpan at, string label, bool isCrossing = false)
    {
        News++;
        moment(at);
        if (IsNextKept())
            KeepNew(new Marker { At = at, Label = label, IsCrossing = isCrossing });
    }

    /// <summary>Counts a line that could not be understood, and shows it if it is one of the first.</summary>
    internal void Refuse(string file, long line, string problem)
    {
        News++;
        BadLines++;
        if (BadLines <= ShownProblems)
            notice(FormattableString.Invariant($"{SafeText.Clean(file)}, line {line}: {problem}"));
        else if (BadLines == ShownProblems + 1)
            notice("further lines of markers that cannot be understood are only counted");
    }

    /// <summary>Tells what concerns a whole file.</summary>
    internal void Tell(string problem) => notice(problem);

    /// <summary>Ends with the recording: what is open ends there, and what was read after it, without a time of its own, was no later than it.</summary>
    internal void Finish(TimeSpan elapsed)
    {
        foreach ((_, Marker marker) in _open)
        {
            if (IsNextKept())
                Keep(marker with { End = marker.At > elapsed ? marker.At : elapsed });
        }

        _open.Clear();
        for (int i = 0; i < _kept.Count; i++)
        {
            // One from a document that was written while it was recorded.
            if (_kept[i].Marker is { IsOpen: true, End: null } open)
                _kept[i] = (_kept[i].Number, open with { End = open.At > elapsed ? open.At : elapsed });
            if (_kept[i].Marker is { IsApproximate: true } late && (late.End ?? late.At) > elapsed)
                _kept[i] = (_kept[i].Number, late with { At = Earlier(late.At, elapsed), End = late.End is { } end ? Earlier(end, elapsed) : null });
        }
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static Marker Made(in Mark mark, TimeSpan at, TimeSpan? end) => new()
    {
        At = at,
        End = end,
        Label = mark.Label,
        Color = mark.Color,
        Tags = mark.Tags,
        IsApproximate = mark.At is null,
        IsOpen = mark.Kind == MarkKind.Begin,
    };

    private string? Open(in Mark mark, TimeSpan at)
    {
        if (_open.Count == OpenCapacity)
            return $"{OpenCapacity} others have begun and not ended: it cannot be followed";
        Marker begun = Made(mark, at, end: null);
        _open.Add((mark.Track, begun));
        Listener?.Invoke(begun);
        return null;
    }

    private string? Close(in Mark mark, TimeSpan at, in MarkerClocks clocks)
    {
        int index = FindOpen(mark.Track, mark.Label);
        if (index < 0)
            return mark.Label.Length == 0 ? "ends something, but nothing has begun" : $"ends '{SafeText.Shorten(mark.Label, LongestShownLabel)}', which has not begun";
        Note(at, clocks);
        Marker begun = _open[index].Marker;
        _open.RemoveAt(index);
        bool isKept = IsNextKept();
        // Who was told of its begin is told of its end.
        if (!isKept && Listener is null)
            return null;
        Marker ended = begun with { End = at > begun.At ? at : begun.At, IsOpen = false, IsApproximate = begun.IsApproximate || mark.At is null };
        Listener?.Invoke(ended);
        if (isKept)
            Keep(ended);
        return null;
    }

    /// <summary>What began most lately on a track, under a label if one is given.</summary>
    private int FindOpen(string track, string label)
    {
        int index = _open.Count - 1;
        while (index >= 0 && !(_open[index].Track == track && (label.Length == 0 || _open[index].Marker.Label == label)))
            index--;
        return index;
    }

    /// <summary>What lies ahead is none of the past yet.</summary>
    private void Note(TimeSpan at, in MarkerClocks clocks)
    {
        if (at <= clocks.Elapsed)
            moment(at);
    }

    /// <summary>Counts a marker, and says whether it is one of those that are kept: the others need not even be made.</summary>
    private bool IsNextKept() => IsKept(_ended++);

    /// <summary>By the leading bits of its number's hash (Knuth's multiplicative): a mere every second one would be all begins, where a program tells begins and ends in turn.</summary>
    private bool IsKept(long number) => _halvings == 0 || unchecked((ulong)number * 0x9E3779B97F4A7C15) >> (64 - _halvings) == 0;

    private void KeepNew(Marker marker)
    {
        Listener?.Invoke(marker);
        Keep(marker);
    }

    private void Keep(Marker marker)
    {
        _kept.Add((_ended - 1, marker));
        _textLength += TextLength(marker);
        while (_kept.Count > Capacity || _textLength > TextCapacity)
            LetHalfGo();
    }

    private void LetHalfGo()
    {
        _halvings++;
        _kept.RemoveAll(kept => !IsKept(kept.Number));
        _textLength = _kept.Sum(kept => (long)TextLength(kept.Marker));
    }

    private static int TextLength(Marker marker) => marker.Label.Length + marker.Tags.Sum(tag => tag.Length);
}
