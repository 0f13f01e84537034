using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>Makes lines for a terminal of what is to be shown. They never reach the last column, in which some terminals would already break them.</summary>
internal sealed class LiveText : IDisposable
{
    private const int Narrowest = 8;

    private readonly bool _isAscii;
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
    private readonly AnsiWriter _writer;
    private readonly RenderOptions _options;

    /// <param name="hasColor">Whether the terminal takes colours.</param>
    /// <param name="isAscii">Whether it shows nothing but ASCII.</param>
    public LiveText(bool hasColor, bool isAscii)
    {
        _isAscii = isAscii;
        // A console's own way from parts to text makes ten times as much garbage, four times a second.
        IAnsiConsole console = TextOutput.ConsoleOf(_text, int.MaxValue, hasColor);
        _options = RenderOptions.Create(console, console.Profile.Capabilities);
        _writer = new AnsiWriter(_text, new AnsiCapabilities { Ansi = hasColor, ColorSystem = hasColor ? ColorSystem.Standard : ColorSystem.NoColors });
    }

    /// <summary>The lines.</summary>
    /// <param name="picture">What is shown.</param>
    /// <param name="columns">How wide the terminal is.</param>
    public IReadOnlyList<string> Lines(IReadOnlyList<IRenderable> picture, int columns)
    {
        List<string> lines = [];
        StringBuilder line = _text.GetStringBuilder();
        foreach (Segment segment in picture.SelectMany(part => part.Render(_options, Math.Max(Narrowest, columns - 1))))
        {
            if (!segment.IsLineBreak)
            {
                _writer.Write(segment.Text, segment.Style, null);
                continue;
            }

            lines.Add(_isAscii ? Ascii(line.ToString()) : line.ToString());
            line.Clear();
        }

        return lines;
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private static string Ascii(string line)
    {
        StringBuilder ascii = new(line.Length);
        foreach (Rune rune in line.EnumerateRunes())
            ascii.Append(rune.IsAscii ? (char)rune.Value : Substitute(rune));
        return ascii.ToString();
    }

    /// <summary>As many columns as the character would take.</summary>
    private static string Substitute(Rune rune) => rune.Value switch
    {
        '–' => "-",
        '…' => "~",
        'µ' => "u",
        _ => new string('?', rune.ToString().GetCellWidth()),
    };
}
