using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Recordings.Replay;

/// <summary>Reads the times of a recording, which mostly are of one day and of our own form, <c>2026-11-24T19:44:19.123456Z</c>; others that ISO 8601 allows take longer.</summary>
internal sealed class TimeCell
{
    /// <summary>How long a time of our own form is.</summary>
    public const int Length = 27;

    private const int DateLength = 11;

    private readonly byte[] _date = new byte[DateLength];
    private long _day;

    /// <summary>Reads the time with which the text begins if it is of our own form and of the day that was read last; it takes <see cref="Length"/> bytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ticks">The time in UTC in ticks since the year 1.</param>
    public bool TryReadQuickly(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < Length || !text.StartsWith(_date) || !TryTimeOfDay(text[DateLength..Length], out long microseconds))
            return false;
        ticks = _day + (microseconds * TimeSpan.TicksPerMicrosecond);
        return true;
    }

    /// <summary>Reads a text that is a time and nothing else; what is finer than microseconds is cut off.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out long ticks)
    {
        if (TryReadQuickly(text, out ticks) && text.Length == Length)
            return true;
        if (!IsoTime.TryRead(text, TimeZoneInfo.Utc, out long nanoseconds, out int length) || length != text.Length)
            return false;
        long microseconds = (nanoseconds / 1000) - (nanoseconds % 1000 < 0 ? 1 : 0);
        ticks = DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond);
        if (length == Length && text[DateLength - 1] == 'T' && text[Length - 1] == 'Z')
            KeepDate(text, ticks);
        return true;
    }

    private static bool TryTimeOfDay(ReadOnlySpan<byte> text, out long microseconds)
    {
        int hour = Two(text);
        int minute = Two(text[3..]);
        int second = Two(text[6..]);
        int digits = DecimalCell.Eight(text, 9, out long fraction);
        microseconds = (((((hour * 60) + minute) * 60L) + second) * 1_000_000) + fraction;
        bool areInRange = (uint)hour < 24 && (uint)minute < 60 && (uint)second < 60;
        return areInRange && digits == 6 && text[2] == ':' && text[5] == ':' && text[8] == '.' && text[15] == 'Z';
    }

    /// <summary>Two digits; negative when one is none.</summary>
    private static int Two(ReadOnlySpan<byte> text)
    {
        uint tens = text[0] - (uint)'0';
        uint ones = text[1] - (uint)'0';
        return tens > 9 || ones > 9 ? -1 : (int)((tens * 10) + ones);
    }

    private void KeepDate(ReadOnlySpan<byte> text, long ticks)
    {
        text[..DateLength].CopyTo(_date);
        _day = ticks - (ticks % TimeSpan.TicksPerDay);
    }
}
