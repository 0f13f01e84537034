using System.Globalization;
using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Cli;

/// <summary>Which running processes are meant by what was asked for.</summary>
internal static class ChosenProcesses
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private const int PausesToLook = 50;
    private const int MostListed = 20;
    private const int LongestShown = 100;

    /// <summary>Their numbers, at least one.</summary>
    /// <param name="settings">What was asked for; no command to launch.</param>
    /// <param name="notice">Takes what a person who waits should know.</param>
    /// <exception cref="UserException">There is none, or it is not clear which of several is meant.</exception>
    public static IReadOnlyList<int> Find(TargetSettings settings, Action<string> notice)
    {
        if (settings.Pattern is not { } pattern)
            return settings.Pids;
        using ProcessFinder finder = new(pattern, ProcRoot.Default);
        IReadOnlyList<FoundProcess> found = finder.Find(_ => false);
        if (Undecided(finder) is { } problem)
            notice(problem);
        if (found.Count == 0 && settings.Waits)
            found = Await(pattern, finder, notice);
        if (found.Count == 0)
            throw UserException.Failure($"no process {Meaning(pattern)}: --wait waits for one (ps -e lists those that run)");
        // What has come while we waited is the one that was waited for, whatever comes with it.
        if (found.Count > 1 && !settings.TakesAll)
            throw UserException.Failure(List(found, pattern));
        return [.. found.Select(process => process.Id.Pid)];
    }

    private static IReadOnlyList<FoundProcess> Await(ProcessPattern pattern, ProcessFinder finder, Action<string> notice)
    {
        notice($"no process {Meaning(pattern)} yet: waiting for one");
        using Births births = new(ProcRoot.Default);
        int undecided = finder.Undecided.Count;
        for (int pauses = 0; ; pauses++)
        {
            // A process gets its name by exec, which may be long after it was forked.
            IReadOnlyList<FoundProcess> found = births.AreNew() || pauses % PausesToLook == 0 ? finder.Find(_ => false) : [];
            if (finder.Undecided.Count > undecided && Undecided(finder) is { } problem)
                notice(problem);
            undecided = finder.Undecided.Count;
            if (found.Count > 0)
                return found;
            Thread.Sleep(Pause);
        }
    }

    /// <summary>Of which processes it cannot be told whether they are meant, in words; null when there are none.</summary>
    private static string? Undecided(ProcessFinder finder)
    {
        if (finder.Undecided.Count == 0)
            return null;
        IEnumerable<string> shown = finder.Undecided.Take(MostListed).Select(id => id.Pid.ToString(CultureInfo.InvariantCulture));
        string more = finder.Undecided.Count > MostListed ? ", …" : "";
        return $"--cmdline took too long for the command line of {(finder.Undecided.Count == 1 ? "1 process" : $"{Readable.Number(finder.Undecided.Count)} processes")} (PID {string.Join(", ", shown)}{more}), taken as not meant: "
            + "give a simpler expression, without repetitions within repetitions";
    }

    private static string Meaning(ProcessPattern pattern) =>
        pattern.IsOfCommandLine ? $"has '{SafeText.Clean(pattern.Text)}' in its command line" : $"is named '{SafeText.Clean(pattern.Text)}'";

    private static string List(IReadOnlyList<FoundProcess> found, ProcessPattern pattern)
    {
        StringBuilder text = new();
        string option = pattern.IsOfCommandLine ? "--cmdline" : "--name";
        text.Append(CultureInfo.InvariantCulture, $"{found.Count} processes match {option} '{SafeText.Clean(pattern.Text)}': choose one with --pid, or record them together with --all");
        foreach (FoundProcess process in found.Take(MostListed))
        {
            string started = process.Started is { } time ? time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "?";
            text.Append(CultureInfo.InvariantCulture, $"\n  {process.Id.Pid,7}  {started,-19}  {Shown(process)}");
        }

        if (found.Count > MostListed)
            text.Append(CultureInfo.InvariantCulture, $"\n  and {Readable.Number(found.Count - MostListed)} more");
        return text.ToString();
    }

    private static string Shown(FoundProcess process) =>
        SafeText.Shorten(process.Arguments.Count > 0 ? SafeText.Clean(string.Join(' ', process.Arguments)) : $"[{process.Command}]", LongestShown);
}
