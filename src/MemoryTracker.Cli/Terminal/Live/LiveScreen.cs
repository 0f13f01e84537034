using System.Buffers;
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
    private readonly StringBuilder _text = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly List<string> _unheard = [];
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
            Place(_text.Append(BeginPicture), lines);
            if (!TryWrite(_text.Append(EndPicture)))
                Forget();
        }
    }

    /// <summary>Writes a line that stays, beside the picture, which the next one replaces. While the terminal stands still it is kept for later.</summary>
    public void WriteBeside(string line)
    {
        lock (_lock)
        {
            if (!TryWrite(_text.Append(Beside(line))))
                _unheard.Add(line);
        }
    }

    /// <summary>Writes, after the pictures have ended, what could not be written beside them, however long that takes.</summary>
    public void WriteUnheard()
    {
        string[] unheard;
        lock (_lock)
        {
            unheard = [.. _unheard];
            _unheard.Clear();
        }

        foreach (string line in unheard)
            Terminal.WriteNotice(line);
    }

    /// <summary>Ends the pictures: what is written from now on comes where a terminal without them would have it.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _ = TryWrite(_text.Append(Last()));
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

    private bool TryWrite(StringBuilder text)
    {
        _bytes.ResetWrittenCount();
        foreach (ReadOnlyMemory<char> part in text.GetChunks())
            _encoder.Convert(part.Span, _bytes, flush: false, out _, out _);
        text.Clear();
        ReadOnlySpan<byte> rest = _bytes.WrittenSpan;
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
