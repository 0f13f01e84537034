using MemoryTracker.Cli.Terminal;
using MemoryTracker.Linux;
using MemoryTracker.Markers.Running;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Targets;

namespace MemoryTracker.Cli;

/// <summary>Starts a command, records it with all that it starts, and ends as it ends. Standard output, the terminal and signals are the command's, as without us.</summary>
internal sealed class LaunchCommand(RecordSettings settings)
{
    /// <summary>Starts, records, writes and tells; returns the exit code, which is the command's own unless that is 0.</summary>
    /// <exception cref="UserException">An output cannot be written, or the command cannot be started.</exception>
    public int Run()
    {
        EnoughDescriptors.Check();
        if (ProcRoot.Default.WhyNot is { } whyNot)
            throw UserException.Failure(whyNot);
        settings.Outputs.Check();
        LimitSignal.CheckKernel(settings.Limits.Actions);
        Reports reports = new();
        using OutputFiles files = new(settings.Outputs, settings.Recording.Metrics, reports.Fail);
        files.KeepSamples();
        using MarkerInbox? inbox = RecordingSession.MakeInbox(Environment.ProcessId);
        using OomWatch oom = OomWatch.Begin(Environment.ProcessId, ProcRoot.Default);
        using RecordingSession session = new(settings, files, inbox, reports, StandardStream.Error);
        using PassedSignals signals = new();
        using ProcessSet set = Start(files, inbox?.Path, out LaunchedCommand command);
        using LaunchedCommand launched = command;
        signals.To(launched);
        // The command runs already, and is recorded as far as possible.
        if (files.Begin() is { } problem)
            reports.Fail(problem);
        session.Take(set);
        _ = session.Run();
        RecordingDocument document = session.Document(signal: null);
        if (set.End is { } end)
        {
            session.Write(session.Judge(document.WithCommandEnd(end, Judge(oom, command.Pid, end))));
        }
        else
        {
            document = session.Judge(document);
            session.Write(document);
            end = WaitFor(launched);
            files.WriteEnd(document.WithCommandEnd(end, Judge(oom, command.Pid, end)));
        }

        return end.PassedOnCode != 0 ? end.PassedOnCode : reports.ExitCode;
    }

    private static OomVerdict? Judge(OomWatch oom, int pid, CommandEnd end) => end.Signal == LibC.KillSignal ? oom.Judge(pid) : null;

    /// <summary>The duration is over, and the command is not ours to end.</summary>
    private static CommandEnd WaitFor(LaunchedCommand command)
    {
        Reports.Notice($"the recording is over; waiting for the command (PID {command.Pid}) to end, whose exit code is passed on");
        return command.Wait();
    }

    private ProcessSet Start(OutputFiles files, string? markers, out LaunchedCommand command)
    {
        Dictionary<string, string> variables = [];
        if (markers is not null)
            variables.Add(MarkerInbox.Variable, markers);
        try
        {
            ProcessSet set = ProcessSet.Launch(settings.Target.Command, variables, settings.Target.Set, ProcRoot.Default, out command);
            StandardStream.Error.IsShared = true;
            if (settings.HasExactPeaks && !set.TryKnowEveryPeak())
                Reports.Notice("--exact-peaks must reset the command's peak, which only its owner and root may: it is recorded without");
            return set;
        }
        catch (LaunchException refusal)
        {
            files.Abandon();
            throw new UserException(refusal.IsMissing ? ExitCode.NotFound : ExitCode.NotStarted, refusal.Message);
        }
    }
}
