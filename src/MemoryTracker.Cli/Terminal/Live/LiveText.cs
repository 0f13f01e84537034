using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>Makes lines for a terminal of what is to be shown. They never reach the last column, in which some terminals would already break them.</summary>
/// <param name="hasColor">Whether the terminal takes colours.</param>
/// <param name="isAscii">Whether it shows nothing but ASCII.</param>
internal sealed class LiveText(bool hasColor, bool isAscii) : IDisposable
{
    private const int Narrowest = 8;

    private readonly StringWriter _text = new(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
    private IAnsiConsole? _console;

    /// <summary>The lines.</summary>
    /// <param name="picture">What is shown.</param>
    /// <param name="columns">How wide the terminal is.</param>
    public IReadOnlyList<string> Lines(IReadOnlyList<IRenderable> picture, int columns)
    {
        _console ??= TextOutput.ConsoleOf(_text, columns, hasColor);
        _console.Profile.Width = Math.Max(Narrowest, columns - 1);
        StringBuilder text = _text.GetStringBuilder();
        text.Clear();
        foreach (IRenderable part in picture)
            _console.Write(part);
        return [.. text.ToString().TrimEnd('\n').Split('\n').Select(line => isAscii ? Ascii(line) : line)];
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
