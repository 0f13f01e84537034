using MemoryTracker.Procfs;

namespace MemoryTracker.Recordings.Replay;

/// <summary>The command name of a row. It hardly ever changes, so the cell that was read last is kept.</summary>
internal sealed class CommandCell
{
    private const int LongestKept = (CommandName.MaxLength * SafeText.MaxGrowth) + 2;

    private readonly byte[] _cell = new byte[LongestKept];

    /// <summary>How many bytes the cell takes that was read last, its quotation marks included; negative when it was longer than any name can be, and was not kept.</summary>
    public int Length { get; private set; }

    /// <summary>The name in it.</summary>
    public CommandName Name { get; private set; }

    /// <summary>Whether the text begins with the bytes of the cell that was read last.</summary>
    public bool IsSame(ReadOnlySpan<byte> text) => Length >= 0 && text.StartsWith(_cell.AsSpan(0, Length));

    /// <summary>Reads the cell that begins at a place of the line, and returns where it ends.</summary>
    public int Read(ReadOnlySpan<byte> line, int start)
    {
        Name = NameOf(CsvCell.Read(line, start, out int end));
        Keep(line[start..end]);
        return end;
    }

    /// <summary>The name in a text without quotation marks.</summary>
    public CommandName Read(ReadOnlySpan<byte> text)
    {
        if (text.Length == Length && IsSame(text))
            return Name;
        Keep(text);
        return Name = NameOf(text);
    }

    private void Keep(ReadOnlySpan<byte> cell) => Length = cell.TryCopyTo(_cell) ? cell.Length : -1;

    /// <summary>
    /// The name that is shown as that text. Where a byte of the name could not be shown, the text has U+FFFD: it becomes one byte again that cannot be, so that the whole name has room.
    /// </summary>
    private static CommandName NameOf(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> replacement = "\uFFFD"u8;
        if (text.IndexOf(replacement) < 0)
            return new CommandName(text);
        Span<byte> name = stackalloc byte[CommandName.MaxLength];
        int length = 0;
        while (length < name.Length && !text.IsEmpty)
        {
            bool isReplaced = text.StartsWith(replacement);
            name[length++] = isReplaced ? (byte)0xff : text[0];
            text = text[(isReplaced ? replacement.Length : 1)..];
        }

        return new CommandName(name[..length]);
    }
}
