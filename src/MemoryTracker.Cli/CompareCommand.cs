using System.CommandLine;
using MemoryTracker.Cli.Terminal;
using MemoryTracker.Comparing;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Cli;

/// <summary>Tells what differs between recordings, in words and in pictures.</summary>
internal sealed class CompareCommand(CompareSettings settings)
{
    private const string Examples = """
        Examples:
          memory_tracker compare before.csv after.csv               a table of what has changed
          memory_tracker compare a.csv b.csv c.csv -o abc.png -q    their curves over each other
          memory_tracker compare a.csv b.csv --align marker:loaded -o ab.png
          memory_tracker compare -g old=a1.csv,a2.csv,a3.csv,a4.csv -g new=b1.csv,b2.csv,b3.csv,b4.csv
                                                                    repeats: is it more than noise?
        """;

    /// <summary>How it is asked for.</summary>
    public static Verb Verb
    {
        get
        {
            CompareOptions options = new();
            Command command = options.Command;
            command.SetAction(parsed => new CompareCommand(options.Read(parsed)).Run());
            return new Verb(command, Examples) { AsksForMetrics = options.AsksForMetrics };
        }
    }

    private int Run()
    {
        settings.Outputs.Check();
        using WorkProgress progress = new(!settings.IsQuiet);
        ComparedGroup[] groups = ReadGroups(progress);
        MetricSet recorded = new(groups.SelectMany(group => group.Recordings).SelectMany(recording => recording.Recorded.InOrder));
        _ = MetricList.OfRecorded(settings.Metrics, recorded, "--metrics", "the recordings have");
        Comparison comparison = Comparison.Of(groups, new MetricSet(settings.Metrics.All)) with { AlignedAt = settings.Alignment.Marker };
        progress.Enter("writing");
        Reports reports = new();
        settings.Outputs.Write(comparison, settings, reports.Fail);
        progress.Dispose();
        StandardStream output = StandardStream.Output;
        if (!settings.IsQuiet)
            output.Print(new ComparisonText(comparison, output.Columns).Render(output.HasColor));
        foreach (ComparedRecording recording in comparison.Recordings)
            reports.Take(recording.Assertions, settings.IsQuiet, recording.Name);
        return reports.ExitCode;
    }

    private ComparedGroup[] ReadGroups(WorkProgress progress)
    {
        Queue<string> names = new(RecordingNames.Of([.. settings.Groups.SelectMany(group => group.Files)]));
        return [.. settings.Groups.Select(ReadGroup)];

        ComparedGroup ReadGroup((string? Name, IReadOnlyList<string> Files) group)
        {
            ComparedRecording[] recordings = [.. group.Files.Select(file => Read(file, names.Dequeue(), progress))];
            return new ComparedGroup(group.Name ?? recordings[0].Name, recordings);
        }
    }

    private ComparedRecording Read(string path, string name, WorkProgress progress)
    {
        try
        {
            using RecordedFile file = RecordedFile.Open(path);
            progress.Enter($"reading {name}", () => file.ReadShare);
            MetricSet metrics = new MetricSet(settings.Metrics.All).With(AssertOptions.Needed(settings.Assertions));
            ComparedRecording recording = ComparedRecording.Read(file, path, name, metrics, settings.Outputs.HasPicture ? settings.Metrics.All : [], AssertOptions.Trended(settings.Assertions));
            foreach (string notice in recording.Notices)
                Reports.Notice($"{name}: {notice}");
            return recording with
            {
                Assertions = [.. settings.Assertions.Select(assertion => assertion.Judge(recording.Evidence))],
                Zero = settings.Alignment.ZeroOf(recording.Markers.Markers) ?? throw UserException.Failure($"--align: {settings.Alignment.WhyNone(recording)}"),
            };
        }
        catch (RecordedFileException error)
        {
            throw UserException.Failure(error.Message);
        }
    }
}
