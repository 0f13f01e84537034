using MemoryTracker.Cli.Terminal;
using MemoryTracker.Cli.Terminal.Live;
using MemoryTracker.Limits;

namespace MemoryTracker.Cli;

/// <summary>What is told on standard error while a recording goes on, from any thread.</summary>
internal sealed class Reports
{
    private volatile bool _hasFailed;
    private volatile bool _hasFailedAssertion;

    /// <summary>What the program's end says of it all to a script.</summary>
    public int ExitCode => _hasFailedAssertion ? Cli.ExitCode.AssertionFailed : _hasFailed ? Cli.ExitCode.Failed : Cli.ExitCode.Done;

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

    /// <summary>The same, unless that would have to wait because nobody reads standard error: what is written meanwhile matters more.</summary>
    public static void NoticeIfHeard(string text)
    {
        if (StandardStream.Error.IsReady)
            Notice(text);
    }

    /// <summary>Takes how assertions were judged, which the exit code says, too.</summary>
    /// <param name="results">The results.</param>
    /// <param name="isQuiet">Whether no summary tells of them: then those that failed are told here.</param>
    /// <param name="recording">The recording's name where there are several.</param>
    public void Take(IEnumerable<AssertionResult> results, bool isQuiet, string? recording = null)
    {
        foreach (AssertionResult failed in results.Where(result => !result.HasPassed))
        {
            _hasFailedAssertion = true;
            if (isQuiet)
                Notice($"{(recording is null ? "" : $"{recording}: ")}--assert failed: {failed.Sentence}");
        }
    }

    /// <summary>Tells what could not be done; the exit code says so, too.</summary>
    public void Fail(string problem)
    {
        _hasFailed = true;
        Notice(problem);
    }
}
