using System.Text;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>
/// Lets Spectre.Console write into a text. Its own output asks the framework's Console for the terminal's size, and at the first such question
/// the Console switches a terminal's key mode, which it does not switch back.
/// </summary>
/// <param name="writer">What takes the text.</param>
/// <param name="columns">How wide the terminal is.</param>
internal sealed class TextOutput(TextWriter writer, int columns) : IAnsiConsoleOutput
{
    private const int Narrowest = 40;
    private const int Unlimited = 1000;

    public TextWriter Writer => writer;

    public bool IsTerminal => false;

    /// <summary>Lines break between words at the terminal's width. Outside of a terminal, and where tables would have to break too, they do not.</summary>
    public int Width => columns >= Narrowest ? Math.Min(columns, Unlimited) : Unlimited;

    public int Height => 1000;

    /// <summary>A console that writes into a text and asks nobody anything.</summary>
    public static IAnsiConsole ConsoleOf(TextWriter writer, int columns, bool hasColor) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = hasColor ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = hasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
        Out = new TextOutput(writer, columns),
    });

    public void SetEncoding(Encoding encoding)
    {
    }
}
