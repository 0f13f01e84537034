namespace MemoryTracker.EndToEnd.Harness;

/// <summary>A real terminal of a known size, in which a shell runs: tmux, told what to type and asked what is to be seen.</summary>
internal sealed class Tmux : IAsyncDisposable
{
    private readonly Scratch _scratch;
    private readonly string _socket;

    private Tmux(Scratch scratch)
    {
        _scratch = scratch;
        _socket = scratch.File("tmux.socket");
    }

    /// <summary>Opens one in which bash waits for a command.</summary>
    public static async Task<Tmux> Open(Scratch scratch, int columns, int rows, string locale = "C.UTF-8")
    {
        Need.That(InstalledProgram.Exists("tmux"), "tmux must be installed");
        Tmux tmux = new(scratch);
        await tmux.Run(
            "-f", "/dev/null", "new-session", "-d", "-x", $"{columns}", "-y", $"{rows}", "-s", "test", "-c", scratch.Folder,
            $"env CI= NO_COLOR= LC_ALL={locale} PS1='$ ' XDG_RUNTIME_DIR={scratch.RuntimeFolder} bash --norc --noprofile");
        await Patience.Until(() => tmux.Screen().Result.Contains('$', StringComparison.Ordinal), "the shell is there");
        return tmux;
    }

    /// <summary>Presses keys, by the names that tmux has for them; a text is typed.</summary>
    public Task Press(params string[] keys) => Run(["send-keys", "-t", "test", .. keys]);

    /// <summary>Types a command and runs it.</summary>
    public Task Type(string command) => Press(command, "Enter");

    public Task Resize(int columns, int rows) => Run("resize-window", "-t", "test", "-x", $"{columns}", "-y", $"{rows}");

    /// <summary>What is to be seen, without what has scrolled away.</summary>
    public async Task<string> Screen() => (await Run("capture-pane", "-t", "test", "-p")).TrimEnd();

    /// <summary>What is to be seen and what has scrolled away.</summary>
    public async Task<string> History() => (await Run("capture-pane", "-t", "test", "-p", "-S", "-1000")).TrimEnd();

    /// <summary>The same with the sequences of its colours.</summary>
    public async Task<string> Colored() => (await Run("capture-pane", "-t", "test", "-p", "-e", "-S", "-1000")).TrimEnd();

    /// <summary>Whether the cursor is shown.</summary>
    public async Task<bool> HasCursor() => (await Run("display-message", "-t", "test", "-p", "#{cursor_flag}")).Trim() == "1";

    /// <summary>Waits until something is to be seen, and returns the screen.</summary>
    public async Task<string> Until(Func<string, bool> isSeen, string what)
    {
        string screen = "";
        await Patience.Until(() => isSeen(screen = Screen().Result), what);
        return screen;
    }

    public async ValueTask DisposeAsync() => await Run("kill-server");

    private async Task<string> Run(params string[] arguments)
    {
        await using RunningProcess tmux = RunningProcess.Start(_scratch, ["tmux", "-S", _socket, .. arguments]);
        return (await tmux.End()).Expect(0).Output;
    }
}
