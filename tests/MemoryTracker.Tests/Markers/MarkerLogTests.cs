using MemoryTracker.Markers;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Markers;

public class MarkerLogTests
{
    private readonly List<string> _notices = [];
    private readonly List<double> _moments = [];
    private readonly MarkerLog _log;

    public MarkerLogTests() => _log = new MarkerLog(_notices.Add, moment => _moments.Add(moment.TotalSeconds));

    [Fact]
    public void Markers_stand_in_the_order_of_time_and_a_span_before_what_it_encloses()
    {
        Add(Marks.Point(3, "c"), Marks.Span(1, 2, "inner"), Marks.Span(1, 4, "outer"), Marks.Point(0.5, "a"));

        Assert.Equal(["a 0.5", "outer 1-4", "inner 1-2", "c 3"], Told());
        Assert.Equal((4, 0, 0), (_log.Count, _log.LeftOut, _log.BadLines));
    }

    [Fact]
    public void A_begin_and_its_end_make_a_span()
    {
        Add(Marks.Begin(1, "a"), Marks.Begin(2, "b"), Marks.End(3, "a"), Marks.End(4, ""));

        Assert.Equal(["a 1-3", "b 2-4"], Told());
        Assert.Equal([1, 2, 3, 4], _moments);
    }

    [Fact]
    public void Who_listens_is_told_of_each_marker_as_it_comes_and_of_a_span_when_it_begins_and_when_it_has_ended()
    {
        List<string> told = [];
        MarkerLog log = new(Assert.Fail, _ => { }) { Listener = marker => told.Add($"{marker.Label} {marker.At.TotalSeconds}-{marker.End?.TotalSeconds}{(marker.IsOpen ? " open" : "")}") };
        foreach (Mark mark in (Mark[])[Marks.Begin(1, "a"), Marks.Point(2, "b"), Marks.End(3, "a"), Marks.Span(4, 5, "c"), Marks.Begin(6, "d")])
            Assert.Null(log.Add(mark, Marks.Clocks));
        log.Add(TimeSpan.FromSeconds(7), "restart");
        log.Finish(TimeSpan.FromSeconds(8));

        Assert.Equal(["a 1- open", "b 2-", "a 1-3", "c 4-5", "d 6- open", "restart 7-"], told);
    }

    [Fact]
    public void Of_every_begin_that_was_told_the_end_is_told_however_many_are_thinned_out()
    {
        int open = 0;
        MarkerLog log = new(Assert.Fail, _ => { }) { Listener = marker => open += marker.IsOpen ? 1 : -1 };
        for (int i = 0; i < 3 * MarkerLog.Capacity; i++)
        {
            Assert.Null(log.Add(Marks.Begin(i * 1e-4, "a"), Marks.Clocks));
            Assert.Null(log.Add(Marks.End(i * 1e-4, "a"), Marks.Clocks));
        }

        Assert.Equal(0, open);
        Assert.True(log.LeftOut > 0);
    }

    [Fact]
    public void An_end_ends_what_began_last_on_its_own_track()
    {
        Add(Marks.Begin(1, "x", "7"), Marks.Begin(2, "x", "8"), Marks.Begin(3, "x", "7"), Marks.End(4, "", "7"), Marks.End(5, "x", "7"), Marks.End(6, "", "8"));

        Assert.Equal(["x 1-5", "x 2-6", "x 3-4"], Told());
    }

    [Fact]
    public void What_has_not_ended_is_open_until_the_recording_ends()
    {
        Add(Marks.Begin(1, "a"));

        Assert.Equal((true, null), (_log.Markers[0].IsOpen, _log.Markers[0].End));
        Assert.Equal(1, _log.Count);

        _log.Finish(TimeSpan.FromSeconds(9));

        Assert.Equal(["a 1-9"], Told());
        Assert.True(_log.Markers[0].IsOpen);
        Assert.Equal(1, _log.Count);
    }

    [Fact]
    public void An_end_before_its_begin_is_no_negative_span()
    {
        Add(Marks.Begin(5, "a"), Marks.End(4, "a"));

        Assert.Equal(["a 5-5"], Told());
    }

    [Fact]
    public void An_end_of_nothing_is_refused()
    {
        Assert.Equal("ends something, but nothing has begun", _log.Add(Marks.End(1, ""), Marks.Clocks));
        Assert.Equal("ends 'a', which has not begun", _log.Add(Marks.End(1, "a"), Marks.Clocks));
        Add(Marks.Begin(1, "b"));
        Assert.NotNull(_log.Add(Marks.End(2, "a"), Marks.Clocks));
        Assert.NotNull(_log.Add(Marks.End(2, "b", "other track"), Marks.Clocks));
        Assert.Empty(_moments.Skip(1));
    }

    [Fact]
    public void Open_spans_beyond_all_measure_are_refused()
    {
        for (int i = 0; i < 1024; i++)
            Add(Marks.Begin(1, $"b{i}"));

        Assert.NotNull(_log.Add(Marks.Begin(1, "one more"), Marks.Clocks));
        Assert.Equal(1024, _log.Count);
    }

    [Fact]
    public void A_mark_without_a_time_was_when_it_was_read()
    {
        Add(Marks.Untimed("now"));

        Assert.Equal((9.5, true), (_log.Markers[0].At.TotalSeconds, _log.Markers[0].IsApproximate));
    }

    [Fact]
    public void What_was_read_after_the_end_was_no_later_than_it()
    {
        Add(Marks.Untimed("at the end"), Marks.Point(9.4, "later, by its own word"), Marks.Begin(1, "a"), Marks.Untimed("") with { Kind = MarkKind.End });

        _log.Finish(TimeSpan.FromSeconds(9));

        Assert.Equal(["a 1-9", "at the end 9", "later, by its own word 9.4"], Told());
    }

    [Fact]
    public void The_first_five_bad_lines_are_shown_and_all_are_counted()
    {
        for (int line = 1; line <= 1000; line++)
            _log.Refuse("a\e[2J\nb", line, "is bad");

        Assert.Equal(1000, _log.BadLines);
        Assert.Equal(6, _notices.Count);
        Assert.Equal("a\uFFFD[2J\uFFFDb, line 5: is bad", _notices[4]);
        Assert.Contains("only counted", _notices[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Both_ends_of_a_span_are_moments()
    {
        Add(Marks.Span(1, 2, "a"), Marks.Untimed("now"));

        Assert.Equal([1, 2, 9.5], _moments);
    }

    [Fact]
    public void Five_bad_lines_are_all_there_is_to_say()
    {
        for (int line = 1; line <= 5; line++)
            _log.Refuse("a", line, "is bad");

        Assert.Equal(5, _notices.Count);
    }

    [Fact]
    public void A_million_markers_are_thinned_out_evenly_and_counted()
    {
        const int Million = 1_000_000;
        for (int i = 0; i < Million; i++)
            Add(Marks.Point(i, "x"));

        Assert.Equal(Million, _log.Count);
        Assert.InRange(_log.Markers.Count, MarkerLog.Capacity / 2, MarkerLog.Capacity);
        Assert.Equal(Million, _log.LeftOut + _log.Markers.Count);
        // Of 100 stretches, each has about a hundredth.
        Assert.All(
            _log.Markers.CountBy(marker => (int)marker.At.TotalSeconds / (Million / 100)),
            part => Assert.InRange(part.Value, _log.Markers.Count / 110, _log.Markers.Count / 90));
    }

    [Fact]
    public void Of_names_that_come_in_turn_all_stay()
    {
        for (int i = 0; i < 100_000; i++)
            Add(Marks.Span(i, i + 1, i % 2 == 0 ? "a" : "b"));

        Assert.All(_log.Markers.CountBy(marker => marker.Label), name => Assert.InRange(name.Value, _log.Markers.Count * 0.45, _log.Markers.Count * 0.55));
    }

    [Fact]
    public void What_lies_ahead_is_no_moment_yet()
    {
        Add(Marks.Point(100, "later"), Marks.Span(1, 100, "until later"));

        Assert.Equal([1], _moments);
    }

    [Fact]
    public void Tags_are_kept_in_bounded_memory_too()
    {
        for (int i = 0; i < 10_000; i++)
            Add(Marks.Point(i, "x") with { Tags = [.. Enumerable.Range(0, 16).Select(tag => new string('x', 250) + tag)] });

        Assert.InRange(_log.Markers.Sum(marker => marker.Tags.Sum(tag => (long)tag.Length)), 1 << 20, 4 << 20);
    }

    [Fact]
    public void Long_labels_are_kept_in_bounded_memory_too()
    {
        for (int i = 0; i < 10_000; i++)
            Add(Marks.Point(i, new string('x', Marker.LongestLabel - 5) + (i % 10)));

        Assert.InRange(_log.Markers.Sum(marker => (long)marker.Label.Length), 1 << 20, 4 << 20);
        Assert.Equal(10_000, _log.Count);
    }

    private void Add(params IEnumerable<Mark> marks)
    {
        foreach (Mark mark in marks)
            Assert.Null(_log.Add(mark, Marks.Clocks));
    }

    private IEnumerable<string> Told() => _log.Markers.Select(marker => marker.End is { } end
        ? FormattableString.Invariant($"{marker.Label} {marker.At.TotalSeconds}-{end.TotalSeconds}")
        : FormattableString.Invariant($"{marker.Label} {marker.At.TotalSeconds}"));
}
