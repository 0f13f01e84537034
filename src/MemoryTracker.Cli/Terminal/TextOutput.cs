using System.Text;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>
/// Lets Spectre.Console write into a text. Its own output asks the framework's Console for the terminal's size, and at the first such question
/// the Console switches a terminal's key mode, which it does not switch back.
/// </summary>
/// <param name="writer">The text.</param>
/// <param name="width">Where lines are wrapped; unless told otherwise wider than any line: the terminal may do as it likes.</param>
internal sealed class TextOutput(TextWriter writer, int width = 1000) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => false;

    public int Width => width;

    public int Height => 1000;

    public void SetEncoding(Encoding encoding)
    {
    }
}
