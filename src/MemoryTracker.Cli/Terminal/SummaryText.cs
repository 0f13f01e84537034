using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>What is shown at the end of a recording: statistics, the peak, and one honest line about the recording itself.</summary>
/// <param name="summary">The statistics.</param>
/// <param name="result">How the recording went.</param>
/// <param name="document">What else is known of it.</param>
/// <param name="phases">Its phases.</param>
/// <param name="columns">How wide the terminal is; phases are told in as many columns of figures as fit.</param>
internal sealed class SummaryText(Summary summary, RecordingResult result, RecordingDocument document, PhaseReport phases, int columns)
{
    /// <summary>The text, with a line feed at its end.</summary>
    public string Render(bool hasColor)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new TextOutput(text),
        });
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{document.Target.Title}[/]: recorded for {Readable.Duration(summary.Elapsed)}, {Ending()}");
        console.WriteLine();
        console.Write(Figures());
        console.WriteLine();
        console.WriteLine(PeakLine());
        if (result.PeakBefore is { } before)
            console.WriteLine($"  before the recording it had been {Readable.Bytes(before)} (VmHWM when it began)");
        console.WriteLine($"CPU time  {(double.IsNaN(summary.CpuSeconds) ? "unknown" : Readable.Duration(TimeSpan.FromSeconds(summary.CpuSeconds)))}");
        if (MarkersLine() is { } markers)
            console.WriteLine(markers);
        console.WriteLine();
        foreach (Table table in new PhaseTables(phases, columns).All)
        {
            console.Write(table);
            console.WriteLine();
        }

        console.MarkupLineInterpolated($"[dim]{Footer()}[/]");
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private string Ending() => result.Reason switch
    {
        EndReason.TargetEnded => "until it exited",
        EndReason.DurationOver => "until the duration was over",
        _ => $"until it was stopped by {document.End?.Signal}",
    };

    private Table Figures()
    {
        Table table = new Table().Border(TableBorder.None).AddColumn("")
            .AddColumn(new TableColumn("[bold]RSS[/]").RightAligned().PadLeft(2))
            .AddColumn(new TableColumn("[bold]CPU[/]").RightAligned().PadLeft(2));
        AddRow(table, "mean", summary.Rss.Mean, summary.MeanCpu);
        AddRow(table, "median", summary.Rss.Quantile(0.5), summary.Cpu.Quantile(0.5));
        AddRow(table, "min", summary.Rss.Min, summary.Cpu.Min);
        AddRow(table, "max", summary.Rss.Max, summary.Cpu.Max);
        AddRow(table, "std dev", summary.Rss.StandardDeviation, summary.Cpu.StandardDeviation);
        AddRow(table, "95th percentile", summary.Rss.Quantile(0.95), summary.Cpu.Quantile(0.95));
        AddRow(table, "99th percentile", summary.Rss.Quantile(0.99), summary.Cpu.Quantile(0.99));
        AddRow(table, "first", summary.Rss.First, summary.Cpu.First);
        AddRow(table, "last", summary.Rss.Last, summary.Cpu.Last);
        return table.AddRow("change", WithSign(summary.Rss.Change), "");
    }

    private static void AddRow(Table table, string name, double rss, double cpu) =>
        table.AddRow(name, Readable.Figure(rss, Unit.Bytes), Readable.Figure(cpu, Unit.Percent));

    private static string WithSign(double bytes) => (bytes > 0 ? "+" : "") + Readable.Figure(bytes, Unit.Bytes);

    private string PeakLine()
    {
        if (summary.Peak is not { } peak)
            return "Peak RSS  unknown";
        string when = Readable.Between(Readable.Moment(peak.From), Readable.Moment(peak.To));
        return $"Peak RSS  {Readable.Bytes(peak.Bytes)} {when} ({(peak.IsSampled ? "sampled" : "between two samples, known from VmHWM")})";
    }

    private string? MarkersLine()
    {
        RecordingDocument.MarkerLineFacts lines = document.MarkerLines;
        if (lines.Markers + lines.NotUnderstood == 0)
            return null;
        int untimed = document.Markers.Count(marker => marker.Approximate);
        string approximate = untimed == 0 ? "" : $", {Readable.Number(untimed)} of them when their line was read (it told no time)";
        string bad = lines.NotUnderstood == 0 ? "" : $"; {Readable.Count(lines.NotUnderstood, "line")} not understood";
        return $"Markers   {Readable.Number(lines.Markers)}{approximate}{bad}";
    }

    private string Footer()
    {
        RecordingDocument.AccuracyFacts accuracy = document.Accuracy!;
        string asked = document.IntervalS == 0 ? "as often as possible" : Seconds(document.IntervalS);
        string reached = accuracy.IntervalReachedS is { } interval ? $"every {Seconds(interval)}, asked {asked}" : $"asked every {asked}";
        string late = accuracy.LatenessP99S is { } lateness ? $"; 99 % of ticks at most {Seconds(lateness)} late" : "";
        string failed = accuracy.FailedReads == 0 ? "" : $", {Readable.Count(accuracy.FailedReads, "read")} failed";
        string approximate = summary.Rss.IsExact ? "" : " Median and percentiles are within 0.1 %.";
        return $"{Readable.Count(result.Samples, "sample")} ({reached}){late}, {Readable.Count(accuracy.MissedTicks, "tick")} missed{failed}, {Readable.Count(accuracy.LostRows, "row")} lost."
            + $"\nThe recorder used {Seconds(accuracy.RecorderCpuS)} of CPU and {Readable.Figure(accuracy.RecorderRssBytes ?? double.NaN, Unit.Bytes)} of memory.{approximate}";
    }

    private static string Seconds(double seconds) => Readable.Duration(TimeSpan.FromSeconds(seconds));
}
