using System.Text;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>
/// Lets Spectre.Console write into a text. Its own output asks the framework's Console for the terminal's size, and at the first such question
/// the Console switches a terminal's key mode, which it does not switch back.
/// </summary>
internal sealed class TextOutput(TextWriter writer) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => false;

    /// <summary>Wider than any line: nothing is ever wrapped here, the terminal may do as it likes.</summary>
    public int Width => 1000;

    public int Height => 1000;

    public void SetEncoding(Encoding encoding)
    {
    }
}
