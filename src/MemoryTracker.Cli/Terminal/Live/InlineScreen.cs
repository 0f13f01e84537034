using System.Text;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>Pictures below the prompt, in a terminal that nobody else writes to; what was there before stays to be scrolled back to, and so does the last picture.</summary>
/// <param name="terminal">The terminal.</param>
internal sealed class InlineScreen(StandardStream terminal) : LiveScreen(terminal)
{
    private IReadOnlyList<string> _shown = [];
    private int _columns;

    /// <inheritdoc/>
    public override int Rows => Math.Min(LivePicture.Highest, Terminal.Rows - 1);

    /// <inheritdoc/>
    protected override void Place(StringBuilder text, IReadOnlyList<string> lines)
    {
        text.Append(Back());
        foreach (string line in lines)
            text.Append(line).Append(Clear).Append('\n');
        text.Append(ClearBelow);
        (_shown, _columns) = (lines, Terminal.Columns);
    }

    /// <inheritdoc/>
    protected override string Beside(string line)
    {
        string text = $"{Back()}{ClearBelow}{line}\n";
        Forget();
        return text;
    }

    /// <inheritdoc/>
    protected override string Last() => "";

    /// <inheritdoc/>
    protected override void Forget() => _shown = [];

    /// <summary>Back to where the picture begins. A terminal that was made narrower since has broken its lines.</summary>
    private string Back()
    {
        int columns = Math.Max(1, Terminal.Columns);
        int rows = columns >= _columns ? _shown.Count : _shown.Sum(line => Math.Max(1, (WidthOf(line) + columns - 1) / columns));
        return rows == 0 ? "\r" : FormattableString.Invariant($"\r\e[{rows}A");
    }

    /// <summary>How many columns a line takes: its sequences for colours take none.</summary>
    private static int WidthOf(string line)
    {
        StringBuilder shown = new(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '\e')
                i = Math.Max(i, line.IndexOf('m', i));
            else
                shown.Append(line[i]);
        }

        return shown.ToString().GetCellWidth();
    }
}
