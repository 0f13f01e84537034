using MemoryTracker.Markers;
using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Tests.Markers.Lines;

public class TextMarksTests
{
    [Theory]
    [InlineData("1795525200 load done", "Moment Realtime 1795525200000000000 load done")]
    [InlineData("1795525200.123456789 load done", "Moment Realtime 1795525200123456789 load done")]
    [InlineData("1795525200123 load", "Moment Realtime 1795525200123000000 load")]
    [InlineData("1795525200123456 load", "Moment Realtime 1795525200123456000 load")]
    [InlineData("1795525200123456789 load", "Moment Realtime 1795525200123456789 load")]
    [InlineData("1795525200123.5 load", "Moment Realtime 1795525200123500000 load")]
    [InlineData("2026-11-24T13:00:00Z load", "Moment Realtime 1795525200000000000 load")]
    [InlineData("2026-11-24 13:00:00.5Z load", "Moment Realtime 1795525200500000000 load")]
    [InlineData("12.5 load", "Moment Relative 12500000000 load")]
    [InlineData("0.0 load", "Moment Relative 0 load")]
    [InlineData("99999999.9 load", "Moment Relative 99999999900000000 load")]
    [InlineData("100000000 load", "Moment Realtime 100000000000000000 load")]
    [InlineData("99999999999999999 load", "Moment 99999999999999999 load")]
    public void A_time_stands_before_a_label(string line, string expected) => Assert.Equal(expected, Parsed.Line(line));

    [Theory]
    [InlineData("12.5\tload")]
    [InlineData("12.5 \t  load")]
    [InlineData("12.5,load")]
    [InlineData("12.5;load")]
    [InlineData("12.5 , load")]
    [InlineData("12.5\t;\tload")]
    [InlineData("  12.5 load  \t")]
    public void Anything_usual_separates_them(string line) => Assert.Equal("Moment Relative 12500000000 load", Parsed.Line(line));

    [Theory]
    [InlineData("12.5 14.0 load", "Span Relative 12500000000..14000000000 load")]
    [InlineData("100000000 100000000 load", "Span Realtime 100000000000000000..100000000000000000 load")]
    [InlineData("100000000000 100000000000 load", "Span Realtime 100000000000000000..100000000000000000 load")]
    [InlineData("100000000000000 100000000000000 load", "Span Realtime 100000000000000000..100000000000000000 load")]
    [InlineData("100000000000000000 100000000000000000 load", "Span Realtime 100000000000000000..100000000000000000 load")]
    [InlineData("12.5 12.5 load", "Span Relative 12500000000..12500000000 load")]
    [InlineData("12.5,14.0,load, all of it", "Span Relative 12500000000..14000000000 load, all of it")]
    [InlineData("12.5;14.0;load", "Span Relative 12500000000..14000000000 load")]
    [InlineData("1795525200 1795525201.5 load", "Span Realtime 1795525200000000000..1795525201500000000 load")]
    [InlineData("1795525200123 1795525200124 load", "Span Realtime 1795525200123000000..1795525200124000000 load")]
    [InlineData("2026-11-24T13:00:00Z 2026-11-24 14:00:01+01:00 load", "Span Realtime 1795525200000000000..1795525201000000000 load")]
    [InlineData("2026-11-24T13:00:00Z,2026-11-24T13:00:01Z,load", "Span Realtime 1795525200000000000..1795525201000000000 load")]
    [InlineData("12.5 +2 load", "Span Relative 12500000000..14500000000 load")]
    [InlineData("12.5,+0.25,load", "Span Relative 12500000000..12750000000 load")]
    [InlineData("1795525200 +0.000000001 load", "Span Realtime 1795525200000000000..1795525200000000001 load")]
    [InlineData("2026-11-24T13:00:00Z +1.5 load", "Span Realtime 1795525200000000000..1795525201500000000 load")]
    public void An_end_or_a_length_may_stand_between(string line, string expected) => Assert.Equal(expected, Parsed.Line(line));

    [Theory]
    [InlineData("12.5 14 workers up", "Moment Relative 12500000000 14 workers up")]
    [InlineData("12.5 12.4 load", "Moment Relative 12500000000 12.4 load")]
    [InlineData("12.5 14.0", "Moment Relative 12500000000 14.0")]
    [InlineData("12.5 14.0 ", "Moment Relative 12500000000 14.0")]
    [InlineData("12.5 +2", "Moment Relative 12500000000 +2")]
    [InlineData("12.5 +x load", "Moment Relative 12500000000 +x load")]
    [InlineData("12.5 + load", "Moment Relative 12500000000 + load")]
    [InlineData("12.5 +1e3 load", "Moment Relative 12500000000 +1e3 load")]
    [InlineData("12.5 +99999999999 load", "Moment Relative 12500000000 +99999999999 load")]
    [InlineData("12.5 1795525200 load", "Moment Relative 12500000000 1795525200 load")]
    [InlineData("1795525200 3 workers up", "Moment Realtime 1795525200000000000 3 workers up")]
    [InlineData("1795525200 1795525200123 load", "Moment Realtime 1795525200000000000 1795525200123 load")]
    [InlineData("1795525200 2026-11-24T14:00:00Z load", "Moment Realtime 1795525200000000000 2026-11-24T14:00:00Z load")]
    [InlineData("2026-11-24T13:00:00Z 1795525201 load", "Moment Realtime 1795525200000000000 1795525201 load")]
    public void What_is_no_end_of_the_same_kind_belongs_to_the_label(string line, string expected) => Assert.Equal(expected, Parsed.Line(line));

    [Theory]
    [InlineData("load done")]
    [InlineData("3 workers up")]
    [InlineData("42")]
    [InlineData("99999999 load")]
    [InlineData("-12.5 load")]
    [InlineData("+12.5 load")]
    [InlineData("12.5: load")]
    [InlineData("12.5s load")]
    [InlineData("5. step")]
    [InlineData(".5 step")]
    [InlineData("1e9 load")]
    [InlineData("0x6743e0d8 load")]
    [InlineData("1_795_525_200 load")]
    [InlineData("9999999999 load")]
    [InlineData("99999999999999999999999999 load")]
    [InlineData("2026-11-24 load")]
    [InlineData("2026-02-30T13:00:00Z load")]
    [InlineData("[1] load")]
    [InlineData("FUNCTION called")]
    [InlineData("I|think|so")]
    [InlineData("MEM high")]
    public void A_line_without_a_time_is_a_label(string line) => Assert.Equal($"Moment {line}", Parsed.Line(line));

    [Theory]
    [InlineData("12.5")]
    [InlineData("12.5   ")]
    [InlineData("12.5,")]
    [InlineData("12.5 ; ")]
    [InlineData("1795525200")]
    [InlineData("2026-11-24 13:00:00,123")]
    [InlineData("12.5 \u00a0\u3000")]
    public void A_time_alone_marks_nothing(string line) => Assert.Equal("has a time but no label", Parsed.Line(line));

    [Theory]
    [InlineData("2026-11-24 13:00:00,123 INFO load", 123_000_000, "INFO load")]
    [InlineData("2026-11-24 13:00:00,load", 0, "load")]
    [InlineData("2026-11-24 13:00 load", 0, "load")]
    public void Local_times_are_this_machines(string line, long behind, string label)
    {
        DateTime time = new(2026, 11, 24, 13, 0, 0, DateTimeKind.Unspecified);
        long expected = ((time - DateTime.UnixEpoch - TimeZoneInfo.Local.GetUtcOffset(time)).Ticks * TimeSpan.NanosecondsPerTick) + behind;

        Assert.Equal($"Moment Realtime {expected} {label}", Parsed.Line(line));
    }
}
