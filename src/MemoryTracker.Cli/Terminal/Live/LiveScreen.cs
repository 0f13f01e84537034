using System.Text;
using MemoryTracker.Linux;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>
/// Where pictures stand in a terminal, each in place of the one before. Every picture is one write, told to be shown at once where the terminal knows how (synchronized output, mode 2026).
/// From any thread.
/// </summary>
internal abstract class LiveScreen
{
    /// <summary>To the end of the line nothing more.</summary>
    protected const string Clear = "\e[K";

    /// <summary>From here on nothing more.</summary>
    protected const string ClearBelow = "\e[J";

    private const string BeginPicture = "\e[?2026h";
    private const string EndPicture = "\e[?2026l";

    // A terminal that stands still (Ctrl-S) is not waited for longer.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly int _descriptor;

    /// <param name="terminal">The terminal.</param>
    protected LiveScreen(StandardStream terminal)
    {
        Terminal = terminal;
        _descriptor = terminal.OpenWithoutWaiting();
    }

    /// <summary>The screen on which pictures stand, so that notices are written beside them; null when there is none.</summary>
    public static LiveScreen? Current { get; set; }

    /// <summary>How many rows a picture may take.</summary>
    public abstract int Rows { get; }

    protected StandardStream Terminal { get; }

    /// <summary>Shows a picture in place of the one before.</summary>
    /// <param name="lines">Its lines, with escape sequences.</param>
    public void Show(IReadOnlyList<string> lines)
    {
        lock (_lock)
        {
            StringBuilder text = new(BeginPicture);
            Place(text, lines);
            if (!TryWrite(text.Append(EndPicture).ToString()))
                Forget();
        }
    }

    /// <summary>Writes a line that stays, beside the picture, which the next one replaces.</summary>
    public void WriteBeside(string line)
    {
        lock (_lock)
        {
            _ = TryWrite(Beside(line));
        }
    }

    /// <summary>Ends the pictures: what is written from now on comes where a terminal without them would have it.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _ = TryWrite(Last());
            Forget();
        }
    }

    /// <summary>What puts the lines into the place of the picture before.</summary>
    protected abstract void Place(StringBuilder text, IReadOnlyList<string> lines);

    /// <summary>What writes a line that stays.</summary>
    protected abstract string Beside(string line);

    /// <summary>What is to be done after the last picture.</summary>
    protected abstract string Last();

    /// <summary>The terminal's state is not known any more: the next picture stands wherever the cursor is.</summary>
    protected abstract void Forget();

    private bool TryWrite(string text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        while (true)
        {
            rest = rest[Descriptor.WriteAll(_descriptor, rest, out int error)..];
            if (error == 0)
                return true;
            if (error != Errno.TryAgain || !Descriptor.IsReady(_descriptor, LibC.PollOut, Patience))
                return false;
        }
    }
}
