using MemoryTracker.Cli.Terminal;
using MemoryTracker.Linux;
using MemoryTracker.Markers.Running;
using MemoryTracker.Targets;

namespace MemoryTracker.Cli;

/// <summary>Records running processes and writes everything that was asked for.</summary>
internal sealed class RecordCommand(RecordSettings settings)
{
    /// <summary>Records, writes and tells; returns the exit code.</summary>
    /// <exception cref="UserException">What was asked for cannot be recorded, or an output cannot be written: told before anything starts.</exception>
    public int Run()
    {
        EnoughDescriptors.Check();
        settings.Outputs.Check();
        LimitSignal.CheckKernel(settings.Limits.Actions);
        using RecordingTarget target = RunningTarget.Attach(settings);
        LimitSignal.CheckRights(settings.Limits.Actions, target);
        Reports reports = new();
        using OutputFiles files = new(settings.Outputs, settings.Recording.Metrics, reports.Fail);
        files.KeepSamples();
        // A pipe is open when somebody reads it. What was recorded before must not go for one that has ended meanwhile.
        if (HasEnded(target))
        {
            files.Abandon();
            throw NothingToWrite(target);
        }

        if (files.Begin() is { } problem)
        {
            // Nothing is in the others, either.
            files.Remove();
            throw UserException.Failure(problem);
        }

        using MarkerInbox? inbox = RecordingSession.MakeInbox(target.Id.Pid);
        using RecordingSession session = new(settings, files, inbox, reports, StandardStream.Output);
        session.Take(target);
        using StopSignals signals = new(session.Stop, giveUp: session.GiveUp);
        if (session.Run().Samples == 0)
            throw NothingToWrite(target);
        session.Write(session.Judge(session.Document(signals.Name)));
        return reports.ExitCode;
    }

    /// <summary>Never of what is followed through its ends.</summary>
    private static bool HasEnded(RecordingTarget target) => Descriptor.IsReady(target.EndDescriptor, LibC.PollIn) && target.IsOver();

    private static UserException NothingToWrite(RecordingTarget target) =>
        UserException.Failure($"process {target.Id.Pid} ended before a sample could be taken: there is nothing to write");
}
