using System.Text;
using MemoryTracker.Linux;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>
/// Standard output or error, by plain write(2): the framework's Console would change the terminal's settings, and is not needed. A stream that is closed
/// or whose reader has gone takes nothing more and is no reason to end a recording.
/// </summary>
internal sealed unsafe class StandardStream
{
    private readonly int _descriptor;

    private StandardStream(int descriptor)
    {
        _descriptor = descriptor;
        IsTerminal = LibC.IsTerminal(descriptor) == 1;
    }

    public static StandardStream Output { get; } = new(1);

    public static StandardStream Error { get; } = new(2);

    /// <summary>Whether a person looks at it.</summary>
    public bool IsTerminal { get; }

    /// <summary>Whether a launched command writes to it as well.</summary>
    public bool IsShared { get; set; }

    /// <summary>Whether it takes colours: a terminal that is not a dumb one, unless NO_COLOR is set (no-color.org).</summary>
    public bool HasColor => IsTerminal && !IsDumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Whether pictures can be shown on it in place of each other, and a person is there to look at them: not where a build machine keeps what is written (CI).</summary>
    public bool IsWatched => WhyNotWatched is null;

    /// <summary>Why no pictures can be shown on it, in words; null where they can.</summary>
    public string? WhyNotWatched => !IsTerminal ? $"{Name} is no terminal" : IsDumb ? "TERM is missing or dumb" : IsBuildMachine(Environment.GetEnvironmentVariable("CI")) ? "CI is set" : null;

    /// <summary>As shells do before their prompt: as many blanks as there are columns reach the next line, unless the cursor is at the beginning of one.</summary>
    private string NextLine => Columns == int.MaxValue ? "\n" : $"{new string(' ', Columns)}\r";

    private string Name => _descriptor == 1 ? "standard output" : "standard error";

    /// <summary>Whether it is our terminal and somebody else is in front there, such as the shell that started us with <c>&amp;</c>.</summary>
    public bool IsBehind => ForegroundGroup.IsOurs(_descriptor) == false;

    /// <summary>Whether a line can be written without waiting for who reads it.</summary>
    public bool IsReady => Descriptor.IsReady(_descriptor, LibC.PollOut);

    /// <summary>Whether the terminal cannot rewrite a line.</summary>
    public static bool IsDumb => Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";

    /// <summary>
    /// Opens descriptors 0 to 2 on /dev/null where the caller closed them (<c>>&amp;-</c>); otherwise the first file that we open would
    /// get such a number, and what is meant for the terminal would be written into it.
    /// </summary>
    public static void FillMissing()
    {
        int descriptor;
        do
        {
            descriptor = LibC.Open("/dev/null", LibC.WriteOnly | LibC.CloseOnExec, 0);
        }
        while (descriptor is >= 0 and <= 2);
        _ = LibC.Close(descriptor);
    }

    /// <summary>Writes a line and waits until it is out.</summary>
    public void WriteLine(string line) => _ = Write(line + "\n");

    /// <summary>Writes a line of its own, even where a live line stands on the same terminal.</summary>
    public void WriteNotice(string line) => _ = Write(!IsTerminal || IsDumb ? $"{line}\n" : IsShared ? BesideCommand(line) : $"\r\e[K{line}\n");

    /// <summary>
    /// A line of its own between those of a launched command, wherever the cursor stands: a line that the command has begun is ended, not erased, and it goes on in its own colours. These
    /// come back with a saved cursor only (DECRC); where that was, is as many rows above the end of our line as it has, or at the bottom.
    /// </summary>
    public string BesideCommand(string line)
    {
        int rows = line.Split('\n').Sum(part => 1 + (Math.Max(0, part.GetCellWidth() - 1) / Columns));
        return FormattableString.Invariant($"{NextLine}\e7\e[m\e[2K{line}\n\e8\e[{rows}B");
    }

    /// <summary>Writes over the line on which the cursor stands, and stays on it.</summary>
    public void Rewrite(string line) => _ = Write($"\r{line}\e[K");

    /// <summary>Goes to the beginning of a line in which a launched command has left nothing.</summary>
    public void LeaveCommandsLine()
    {
        if (IsShared && IsTerminal && !IsDumb)
            _ = Write($"{NextLine}\e[m\e[2K");
    }

    /// <summary>Writes all that the user asked for, and waits until it is out.</summary>
    /// <exception cref="UserException">It could not be written.</exception>
    public void Print(string text)
    {
        if (TryPrint(text) is { } problem)
            throw UserException.Failure(problem);
    }

    /// <summary>The same where more is to be done after it; what kept it from being written, in words, else null. Nobody there to read it is no error, a full disk is.</summary>
    public string? TryPrint(string text) =>
        Write(text) is not (0 or Errno.BrokenPipe or Errno.BadDescriptor or Errno.InputOutput) and var error ? $"{Name}: {Errno.Describe(error)}" : null;

    /// <summary>How many columns the terminal has; unlimited when it does not say.</summary>
    public int Columns => Size(1);

    /// <summary>How many rows it has; unlimited when it does not say.</summary>
    public int Rows => Size(0);

    /// <summary>
    /// A descriptor for the same terminal or pipe on which a write never waits. It is opened anew, because the flag belongs to the open file, which
    /// others share; a plain file or a socket keeps its own.
    /// </summary>
    public int OpenWithoutWaiting()
    {
        bool mayWait = LibC.Seek(_descriptor, 0, LibC.SeekFromCurrent) < 0;
        int own = mayWait
            ? LibC.Open($"/proc/self/fd/{_descriptor}", LibC.WriteOnly | LibC.NonBlocking | LibC.NoControllingTerminal | LibC.CloseOnExec, 0)
            : -1;
        return own < 0 ? _descriptor : own;
    }

    /// <summary>Whether the variable CI says so; some set it to say that they are none.</summary>
    internal static bool IsBuildMachine(string? variable) =>
        !string.IsNullOrEmpty(variable) && variable != "0" && !variable.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes text, waits until it is out and returns the error that kept it from it, or 0.</summary>
    private int Write(string text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        while (true)
        {
            rest = rest[Descriptor.WriteAll(_descriptor, rest, out int error)..];
            if (error != Errno.TryAgain)
                return error;
            Thread.Sleep(1);
        }
    }

    /// <summary>One side of the terminal (TIOCGWINSZ of ioctl_tty(2)).</summary>
    private int Size(int side)
    {
        ushort* size = stackalloc ushort[4];
        return LibC.Control(_descriptor, LibC.GetWindowSize, size) == 0 && size[side] > 0 ? size[side] : int.MaxValue;
    }
}
