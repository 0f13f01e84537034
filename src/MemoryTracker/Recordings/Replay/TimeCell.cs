using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Recordings.Replay;

/// <summary>Reads the times of a recording, which mostly are of the same second as the one before and of our own form, <c>2026-11-24T19:44:19.123456Z</c>; others that ISO 8601 allows take longer.</summary>
internal sealed class TimeCell
{
    /// <summary>How long a time of our own form is.</summary>
    public const int Length = 27;

    // As far as the point behind the seconds.
    private const int SecondLength = 20;
    private const int FractionDigits = 6;

    private readonly byte[] _second = new byte[SecondLength];
    private long _ticks;

    /// <summary>Reads the time with which the text begins if it is of our own form and of the second that was read last; it takes <see cref="Length"/> bytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ticks">The time in UTC in ticks since the year 1.</param>
    public bool TryReadQuickly(ReadOnlySpan<byte> text, out long ticks)
    {
        bool isOfSecond = text.Length >= Length && text.StartsWith(_second);
        ticks = 0;
        if (!isOfSecond || DecimalCell.Eight(text, SecondLength, out long microseconds) != FractionDigits || text[Length - 1] != 'Z')
            return false;
        ticks = _ticks + (microseconds * TimeSpan.TicksPerMicrosecond);
        return true;
    }

    /// <summary>Reads a text that is a time from 1970 on, as every clock shows one, and nothing else; what is finer than microseconds is cut off.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out long ticks)
    {
        if (TryReadQuickly(text, out ticks) && text.Length == Length)
            return true;
        if (!IsoTime.TryRead(text, TimeZoneInfo.Utc, out long nanoseconds, out int length) || length != text.Length || nanoseconds < 0)
            return false;
        ticks = DateTime.UnixEpoch.Ticks + (nanoseconds / 1000 * TimeSpan.TicksPerMicrosecond);
        if (length == Length && text[SecondLength - 1] == '.' && text[Length - 1] == 'Z')
            KeepSecond(text, ticks);
        return true;
    }

    private void KeepSecond(ReadOnlySpan<byte> text, long ticks)
    {
        text[..SecondLength].CopyTo(_second);
        _ticks = ticks - (ticks % TimeSpan.TicksPerSecond);
    }
}
