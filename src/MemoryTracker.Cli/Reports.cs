using MemoryTracker.Cli.Terminal;
using MemoryTracker.Cli.Terminal.Live;

namespace MemoryTracker.Cli;

/// <summary>What is told on standard error while a recording goes on, from any thread.</summary>
internal sealed class Reports
{
    private volatile bool _hasFailed;

    /// <summary>Whether something that was asked for could not be done.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Tells what a person should know.</summary>
    public static void Notice(string text)
    {
        string line = $"memory_tracker: {text}";
        // What a person does not read on the terminal of the live view is written as ever.
        if (StandardStream.Error.IsTerminal && LiveScreen.Current is { } screen)
            screen.WriteBeside(line);
        else
            StandardStream.Error.WriteNotice(line);
    }

    /// <summary>Tells what could not be done; the exit code says so, too.</summary>
    public void Fail(string problem)
    {
        _hasFailed = true;
        Notice(problem);
    }
}
