namespace MemoryTracker.Markers;

/// <summary>
/// The markers of a recording as they come, begins and ends made into spans, in bounded memory. When more come than are kept, every second one
/// is let go, later every second of those left: what stays is spread evenly over the recording, and how many there were is known.
/// </summary>
/// <param name="notice">Takes, in words, which lines could not be understood: the first five, one by one.</param>
/// <param name="moment">Takes each moment at which a marker begins or ends, as it comes.</param>
public sealed class MarkerLog(Action<string> notice, Action<TimeSpan> moment)
{
    /// <summary>No more markers are kept.</summary>
    public const int Capacity = 65_536;

    private const int ShownProblems = 5;

    // Labels may have 4 KiB each; together those that are kept have no more than this many characters.
    private const int LabelCapacity = 4 << 20;

    // Each end looks through them for its begin.
    private const int OpenCapacity = 1024;

    private readonly List<Marker> _kept = [];
    private readonly List<(string Track, Marker Marker)> _open = [];
    private long _ended;
    private long _stride = 1;
    private long _labelLength;

    /// <summary>How many markers there were.</summary>
    public long Count => _ended + _open.Count;

    /// <summary>How many of them are not kept, because they were too many.</summary>
    public long LeftOut => _ended - _kept.Count;

    /// <summary>How many lines could not be understood.</summary>
    public long BadLines { get; private set; }

    /// <summary>How many lines there were that told something or could not be understood.</summary>
    public long Lines { get; private set; }

    /// <summary>The markers that are kept, in the order of time; a span comes before what it encloses.</summary>
    public IReadOnlyList<Marker> Markers =>
        [.. _kept.Concat(_open.Select(open => open.Marker)).OrderBy(marker => marker.At).ThenByDescending(marker => marker.End ?? marker.At)];

    /// <summary>Takes a line that was understood; why that was not possible in the end, else null.</summary>
    internal string? Add(Mark mark, in MarkerClocks clocks)
    {
        Lines++;
        TimeSpan at = mark.At is { } time ? clocks.MomentOf(time) : clocks.Elapsed;
        if (mark.Kind == MarkKind.End)
            return Close(mark, at);
        Marker marker = new()
        {
            At = at,
            End = mark.Until is { } until ? clocks.MomentOf(until) : null,
            Label = mark.Label,
            Color = mark.Color,
            Tags = mark.Tags,
            IsApproximate = mark.At is null,
            IsOpen = mark.Kind == MarkKind.Begin,
        };
        if (marker.IsOpen && _open.Count == OpenCapacity)
            return $"{OpenCapacity} others have begun and not ended: it cannot be followed";
        moment(at);
        if (marker.IsOpen)
            _open.Add((mark.Track, marker));
        else
            Keep(marker);
        return null;
    }

    /// <summary>Counts a line that could not be understood, and shows it if it is one of the first.</summary>
    internal void Refuse(string file, long line, string problem)
    {
        Lines++;
        BadLines++;
        if (BadLines <= ShownProblems)
            notice(FormattableString.Invariant($"{SafeText.Clean(file)}, line {line}: {problem}"));
        if (BadLines == ShownProblems)
            notice("further lines of markers that cannot be understood are only counted");
    }

    /// <summary>Tells what concerns a whole file.</summary>
    internal void Tell(string problem) => notice(problem);

    /// <summary>Ends with the recording: what is open ends there, and what was read after it, without a time of its own, was no later than it.</summary>
    internal void Finish(TimeSpan elapsed)
    {
        foreach ((_, Marker marker) in _open)
            Keep(marker with { End = marker.At > elapsed ? marker.At : elapsed });
        _open.Clear();
        for (int i = 0; i < _kept.Count; i++)
        {
            if (_kept[i] is { IsApproximate: true } late && (late.End ?? late.At) > elapsed)
                _kept[i] = late with { At = Earlier(late.At, elapsed), End = late.End is { } end ? Earlier(end, elapsed) : null };
        }
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private string? Close(Mark mark, TimeSpan at)
    {
        int index = _open.FindLastIndex(open => open.Track == mark.Track && (mark.Label.Length == 0 || open.Marker.Label == mark.Label));
        if (index < 0)
            return mark.Label.Length == 0 ? "ends something, but nothing has begun" : $"ends '{Shorten(mark.Label)}', which has not begun";
        moment(at);
        Marker begun = _open[index].Marker;
        _open.RemoveAt(index);
        Keep(begun with { End = at > begun.At ? at : begun.At, IsOpen = false, IsApproximate = begun.IsApproximate || mark.At is null });
        return null;
    }

    private static string Shorten(string label) => label.Length <= 40 ? label : string.Concat(label.AsSpan(0, 39), "…");

    private void Keep(Marker marker)
    {
        if (_ended++ % _stride != 0)
            return;
        _kept.Add(marker);
        _labelLength += marker.Label.Length;
        while (_kept.Count > Capacity || _labelLength > LabelCapacity)
            KeepEverySecond();
    }

    private void KeepEverySecond()
    {
        _stride *= 2;
        int half = (_kept.Count + 1) / 2;
        for (int i = 0; i < half; i++)
            _kept[i] = _kept[2 * i];
        _kept.RemoveRange(half, _kept.Count - half);
        _labelLength = _kept.Sum(marker => (long)marker.Label.Length);
    }
}
