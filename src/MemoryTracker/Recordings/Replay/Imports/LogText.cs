using System.Buffers.Text;
using System.Text;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>Words, numbers and times as logs of other tools write them. Hostile.</summary>
internal static class LogText
{
    private const double Most = 1L << 62;
    private const double MiB = 1 << 20;
    private const double Page = 4096;

    // And a little more: pages are binary fractions, of which many lie right between two decimals.
    private const double Half = 0.501;
    private const long NanosecondsPerMicrosecond = 1_000;

    /// <summary>Takes off the first word; empty at the end.</summary>
    public static ReadOnlySpan<byte> TakeWord(ref ReadOnlySpan<byte> text)
    {
        text = Separator.Trim(text);
        int end = text.IndexOfAny(" \t"u8);
        ReadOnlySpan<byte> word = end < 0 ? text : text[..end];
        text = text[word.Length..];
        return word;
    }

    /// <summary>Takes off the first line, without what ends it.</summary>
    public static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = text[(end < 0 ? line.Length : end + 1)..];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    /// <summary>Reads a number; false when the text is none. One that no amount can be (negative, not finite, beyond 2^62) is NaN.</summary>
    public static bool TryFigure(ReadOnlySpan<byte> text, out double figure)
    {
        if (!Utf8Parser.TryParse(text, out figure, out int used) || used != text.Length)
        {
            figure = double.NaN;
            return Ascii.EqualsIgnoreCase(text.TrimStart("+-"u8), "nan"u8) || Ascii.EqualsIgnoreCase(text.TrimStart("+-"u8), "inf"u8);
        }

        // Adding 0 makes 0 of -0, which would be shown with its sign.
        figure = figure is >= 0 and <= Most ? figure + 0.0 : double.NaN;
        return true;
    }

    /// <summary>Reads seconds since whatever began them, to the microsecond; false when they are none, or more than 292 years.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out TimeSpan time)
    {
        time = default;
        if (!DecimalNumber.TryParse(text, mayHaveExponent: true, out DecimalNumber number) || number.Nanoseconds(TimeKind.Seconds) is not { } nanoseconds)
            return false;
        time = Time(nanoseconds);
        return true;
    }

    /// <summary>Nanoseconds as files hold times: whole microseconds.</summary>
    public static TimeSpan Time(long nanoseconds) =>
        TimeSpan.FromTicks(((nanoseconds / NanosecondsPerMicrosecond) + (nanoseconds % NanosecondsPerMicrosecond >= NanosecondsPerMicrosecond / 2 ? 1 : 0)) * TimeSpan.TicksPerMicrosecond);

    /// <summary>A figure as live recordings hold it: rounded to the metric's decimals; NaN beyond 2^62.</summary>
    public static double Rounded(double figure, Metric metric) => figure <= Most ? Math.Round(figure, metric.Decimals) : double.NaN;

    /// <summary>
    /// Bytes from MiB that were printed with so many decimals. Memory comes in pages: where a whole number of them would have been printed like that, it is what was meant.
    /// </summary>
    public static double Bytes(double mebibytes, int decimals)
    {
        double bytes = mebibytes * MiB;
        double pages = Math.Round(bytes / Page) * Page;
        return Rounded(Math.Abs(bytes - pages) <= MiB * Half / Math.Pow(10, decimals) ? pages : bytes, Metric.Rss);
    }

    /// <summary>The name of the program that a command line starts, as the kernel would have named the process.</summary>
    public static CommandName Program(ReadOnlySpan<byte> commandLine)
    {
        ReadOnlySpan<byte> word = TakeWord(ref commandLine);
        return new CommandName(word[(word.LastIndexOf((byte)'/') + 1)..]);
    }
}
