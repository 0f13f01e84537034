using System.Text;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>
/// Pictures in the last rows of a terminal to which a launched command writes: the rows above them are made its scrolling region (DECSTBM), so that its lines and ours never stand in
/// each other's place. The cursor stays the command's.
/// </summary>
/// <param name="terminal">The terminal.</param>
internal sealed class BottomScreen(StandardStream terminal) : LiveScreen(terminal)
{
    private const string SaveCursor = "\e7";
    private const string RestoreCursor = "\e8";
    private const string WholeScreen = "\e[r";
    private const string Down = "\eD";
    private const int Most = 14;

    private int _rows;
    private int _height;

    private string Region => FormattableString.Invariant($"{SaveCursor}\e[1;{_height - _rows}r{RestoreCursor}");

    /// <inheritdoc/>
    public override int Rows => Math.Min(Most, Terminal.Rows / 2);

    /// <inheritdoc/>
    protected override void Place(StringBuilder text, IReadOnlyList<string> lines)
    {
        Reserve(text, lines.Count);
        text.Append(SaveCursor);
        for (int i = 0; i < lines.Count; i++)
            text.Append(At(_height - _rows + 1 + i)).Append(lines[i]).Append(Clear);
        text.Append(RestoreCursor);
    }

    /// <inheritdoc/>
    protected override string Beside(string line) => Terminal.BesideCommand(line);

    /// <inheritdoc/>
    protected override string Last() => _rows == 0 ? "" : $"{SaveCursor}{WholeScreen}{At(_height - _rows + 1)}{ClearBelow}{RestoreCursor}";

    /// <inheritdoc/>
    protected override void Forget() => _rows = 0;

    /// <summary>Takes the last rows away from the command; what stands there scrolls up first.</summary>
    private void Reserve(StringBuilder text, int rows)
    {
        int height = Terminal.Rows;
        if (rows == _rows && height == _height)
        {
            // The command may have taken the region back, as what clears a screen does.
            text.Append(Region);
            return;
        }

        // In a terminal of another size the command's lines may stand where the last picture did: it is left to scroll away.
        if (_rows > 0)
            text.Append(height == _height ? Last() : $"{SaveCursor}{WholeScreen}{RestoreCursor}");
        (_rows, _height) = (rows, height);
        // Down without going to the line's beginning (IND): the command may be in the middle of one.
        text.Insert(text.Length, Down, rows).Append(FormattableString.Invariant($"\e[{rows}A"));
        text.Append(Region);
    }

    private static string At(int row) => FormattableString.Invariant($"\e[{row};1H");
}
