using System.Buffers.Text;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>A line of a file of mprof that tells of memory: <c>MEM 51.707031 1795551212.2429</c> or, of a child, <c>CHLD 30812 16.253906 1795551213.3763</c>.</summary>
/// <param name="Child">The child's PID (its number among the children in old versions); null for the process itself, or, with <c>--include-children</c>, all of them together.</param>
/// <param name="Rss">In bytes; NaN when it is unknown.</param>
/// <param name="Time">Since 1970.</param>
internal readonly record struct MprofLine(int? Child, double Rss, TimeSpan Time)
{
    private const int Decimals = 6;

    private static ReadOnlySpan<byte> Memory => "MEM "u8;

    private static ReadOnlySpan<byte> OfChild => "CHLD "u8;

    /// <summary>What mprof writes of the children when one of them ended while they were read: the others are missing then.</summary>
    public bool IsBrokenOff => Child == 0 && Rss == 0;

    /// <summary>Whether it looks like such a line.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line) => line.StartsWith(Memory) || line.StartsWith(OfChild);

    /// <summary>Reads it; false when it is damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out MprofLine read)
    {
        read = default;
        int? child = null;
        ReadOnlySpan<byte> rest = line[line.IndexOf((byte)' ')..];
        if (line.StartsWith(OfChild))
        {
            ReadOnlySpan<byte> word = LogText.TakeWord(ref rest);
            if (!Utf8Parser.TryParse(word, out int number, out int used) || used != word.Length || number < 0)
                return false;
            child = number;
        }

        if (!LogText.TryFigure(LogText.TakeWord(ref rest), out double memory) || !LogText.TryTime(LogText.TakeWord(ref rest), out TimeSpan time) || !LogText.TakeWord(ref rest).IsEmpty)
            return false;
        read = new MprofLine(child, LogText.Bytes(memory, Decimals), time);
        return true;
    }
}
