using System.Globalization;
using System.Text;
using MemoryTracker.Markers;
using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Tests.Markers.Lines;

public class IsoTimeTests
{
    private const long Base = 1_795_525_200_000_000_000; // 2026-11-24T13:00:00Z

    [Theory]
    [InlineData("2026-11-24T13:00:00Z", 0)]
    [InlineData("2026-11-24t13:00:00z", 0)]
    [InlineData("2026-11-24 13:00:00Z", 0)]
    [InlineData("2026-11-24T13:00Z", 0)]
    [InlineData("2026-11-24 13:00", 0)]
    [InlineData("2026-11-24T13:00:00", 0)]
    [InlineData("2026-11-24T14:00:00+01:00", 0)]
    [InlineData("2026-11-24T14:00:00+0100", 0)]
    [InlineData("2026-11-24T14:00:00+01", 0)]
    [InlineData("2026-11-24T14:00:00 +0100", 0)]
    [InlineData("2026-11-24 22:00:00 +0900", 0)]
    [InlineData("2026-11-24 23:00:00 +10:00", 0)]
    [InlineData("2026-11-24 03:00:00 -1000", 0)]
    [InlineData("2026-11-24 07:30:00 -05:30", 0)]
    [InlineData("2026-11-24T07:30:00-05:30", 0)]
    [InlineData("2026-11-25T03:00:00+14:00", 0)]
    [InlineData("20261124T130000Z", 0)]
    [InlineData("20261124T1300Z", 0)]
    [InlineData("20261124T140000+0100", 0)]
    [InlineData("20261124T130000.25", 250_000_000)]
    [InlineData("2026-11-24T13:00:00.1Z", 100_000_000)]
    [InlineData("2026-11-24T13:00:00.123456789Z", 123_456_789)]
    [InlineData("2026-11-24T13:00:00.1234567899999999999999999999999999999Z", 123_456_789)]
    [InlineData("2026-11-24 13:00:00,123", 123_000_000)]
    [InlineData("2026-11-24 13:00:00,123 +0000", 123_000_000)]
    [InlineData("2026-11-24T14:00:00,123456789+01:00", 123_456_789)]
    public void A_date_and_time_is_read_as_programs_write_it(string text, long behindBase) => Assert.Equal((Base + behindBase, text.Length), Read(text));

    [Theory]
    [InlineData("2026-11-24T13:00:00Z load", 20)]
    [InlineData("2026-11-24T13:00:00\tload", 19)]
    [InlineData("2026-11-24T13:00:00;load", 19)]
    [InlineData("2026-11-24T13:00:00,load", 19)]
    [InlineData("2026-11-24T13:00:00,2026-11-24T13:00:05,load", 19)]
    [InlineData("2026-11-24T13:00:00,+2.5,load", 19)]
    [InlineData("2026-11-24T13:00:00,7zip", 19)]
    [InlineData("2026-11-24T13:00,5 items", 16)]
    [InlineData("2026-11-24T13:00:00 +5 load", 19)]
    [InlineData("2026-11-24T13:00:00 +12 load", 19)]
    [InlineData("2026-11-24T13:00:00 +1234 load", 19)]
    [InlineData("2026-11-24T13:00:00 +1200.5 load", 19)]
    [InlineData("2026-11-24T13:00:00 +1000 load", 19)]
    [InlineData("2026-11-24T13:00:00 +10005 load", 19)]
    [InlineData("2026-11-24T13:00:00Z +0100 load", 20)]
    public void What_stands_behind_the_separator_is_no_part_of_it(string text, int length) => Assert.Equal((Base, length), Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-24")]
    [InlineData("2026-11-24 load")]
    [InlineData("2026-11-24T")]
    [InlineData("2026-11-24T13")]
    [InlineData("2026-11-24  13:00:00")]
    [InlineData("2026-11-24_13:00:00")]
    [InlineData("20261124 130000")]
    [InlineData("20261124")]
    [InlineData("2026-1124T13:00:00")]
    [InlineData("202611-24T13:00:00")]
    [InlineData("2026-11-24T1300")]
    [InlineData("20261124T13:00")]
    [InlineData("2026-11-24T13:00:")]
    [InlineData("2026-11-24T13:00:0")]
    [InlineData("2026-11-24T13:00:00.")]
    [InlineData("2026-11-24T13:00:00.Z")]
    [InlineData("2026-11-24T13:00:00x")]
    [InlineData("2026-11-24T13:00:00Zx")]
    [InlineData("2026-11-24T13:00:00+")]
    [InlineData("2026-11-24T13:00:00+1")]
    [InlineData("2026-11-24T13:00:00+01:")]
    [InlineData("2026-11-24T13:00:00+01:6")]
    [InlineData("2026-11-24T13:00:00+01:60")]
    [InlineData("2026-11-24T13:00:00+15:00")]
    [InlineData("2026-11-24T13:00:00.5.5")]
    [InlineData("2026-00-24T13:00:00")]
    [InlineData("2026-13-24T13:00:00")]
    [InlineData("2026-11-00T13:00:00")]
    [InlineData("2026-11-31T13:00:00")]
    [InlineData("2026-02-29T13:00:00")]
    [InlineData("2026-11-24T24:00:00")]
    [InlineData("2026-11-24T13:60:00")]
    [InlineData("2026-11-24T13:00:60")]
    [InlineData("0000-11-24T13:00:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("2262-04-11T23:47:16.854775808Z")]
    [InlineData("-026-11-24T13:00:00")]
    [InlineData("２026-11-24T13:00:00")]
    public void What_is_no_such_moment_is_none(string text) => Assert.Null(Read(text));

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1969-12-31T23:59:59.5Z", -500_000_000)]
    [InlineData("2024-02-29T00:00:00Z", 1_709_164_800_000_000_000)]
    [InlineData("2262-04-11T23:47:16.854775807Z", long.MaxValue)]
    public void Every_moment_that_nanoseconds_reach_is_exact(string text, long nanoseconds) => Assert.Equal(nanoseconds, Read(text)!.Value.Nanoseconds);

    [Theory]
    [InlineData("2026-07-01 12:00:00", "2026-07-01T10:00:00Z")]
    [InlineData("2026-12-01 12:00:00", "2026-12-01T11:00:00Z")]
    [InlineData("2026-12-01 12:00:00Z", "2026-12-01T12:00:00Z")]
    [InlineData("2026-10-25 02:30:00", "2026-10-25T01:30:00Z")]
    [InlineData("2026-03-29 02:30:00", "2026-03-29T01:30:00Z")]
    public void Without_a_zone_it_is_local_time_also_where_the_clock_is_changed(string text, string utc)
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        DateTime expected = DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

        Assert.True(IsoTime.TryRead(Encoding.UTF8.GetBytes(text), berlin, out long nanoseconds, out _));

        Assert.Equal((expected - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick, nanoseconds);
    }

    [Fact]
    public void Every_time_of_every_zone_has_its_moment()
    {
        foreach (TimeZoneInfo zone in TimeZoneInfo.GetSystemTimeZones())
        {
            for (DateTime time = new(2026, 1, 1, 0, 30, 0); time.Year == 2026; time = time.AddHours(7))
            {
                byte[] text = Encoding.UTF8.GetBytes(time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
                Assert.True(IsoTime.TryRead(text, zone, out long nanoseconds, out _));
                Assert.InRange(nanoseconds - ((time - DateTime.UnixEpoch).Ticks * 100), -14 * 3_600_000_000_000L, 14 * 3_600_000_000_000L);
            }
        }
    }

    private static (long Nanoseconds, int Length)? Read(string text) =>
        IsoTime.TryRead(Encoding.UTF8.GetBytes(text), TimeZoneInfo.Utc, out long nanoseconds, out int length) ? (nanoseconds, length) : null;
}
