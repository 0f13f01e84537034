using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>What is shown at the end of a recording: statistics, the peak, and one honest line about the recording itself.</summary>
/// <param name="summary">The statistics.</param>
/// <param name="document">What else is known of it.</param>
/// <param name="phases">Its phases.</param>
/// <param name="columns">How wide the terminal is: lines break between words there, and phases are told in as many columns of figures as fit.</param>
internal sealed class SummaryText(Summary summary, RecordingDocument document, PhaseReport phases, int columns)
{
    /// <summary>The text, with a line feed at its end.</summary>
    public string Render(bool hasColor)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole console = TextOutput.ConsoleOf(text, columns, hasColor);
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{document.Title}[/]: {(document.Part is null ? $"recorded for {Readable.Duration(summary.Elapsed)}{Ending()}" : $"from {Readable.Moment(summary.From)} to {Readable.Moment(summary.Elapsed)}")}");
        if (document.End?.Oom is { } oom)
            console.WriteLine($"  {oom}");
        console.WriteLine();
        if (Samples == 0)
        {
            console.WriteLine("It ended before the first sample.");
            console.WriteLine();
        }

        foreach (Table table in Statistics())
        {
            console.Write(table);
            console.WriteLine();
        }

        bool tellsPeak = Knows(Metric.Rss) || Knows(Metric.PeakRss);
        if (tellsPeak)
            console.WriteLine(PeakLine());
        if (tellsPeak && document.Statistics!.PeakBeforeBytes is { } before)
            console.WriteLine($"  before the recording it had been {Readable.Bytes(before)} (VmHWM when it began)");
        if (tellsPeak && PeakOfOne() is { } single)
            console.WriteLine(single);
        if (PssLine() is { } line)
            console.WriteLine(line);
        console.WriteLine($"CPU time  {(double.IsNaN(summary.CpuSeconds) ? "unknown" : Seconds(summary.CpuSeconds))}");
        if (Samples == 0 && document.End?.Wait4 is { } told)
            console.WriteLine($"  {Seconds(told.UserS)} of it in user mode and {Seconds(told.SystemS)} in the kernel, with {Readable.Count(told.MinorFaults + told.MajorFaults, "page fault")} (known from wait4)");
        if (MarkersLine() is { } markers)
            console.WriteLine(markers);
        console.WriteLine();
        foreach (Table table in new PhaseTables(phases, columns).All)
        {
            console.Write(table);
            console.WriteLine();
        }

        if (new ProcessTable(document, columns).Table is { } processes)
        {
            console.Write(processes.Table);
            console.WriteLine(processes.Below);
            console.WriteLine();
        }

        console.MarkupLineInterpolated($"[dim]{Footer()}[/]");
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private long Samples => document.Statistics!.Samples;

    private string Ending() => document.End switch
    {
        { Reason: RecordingDocument.EndFacts.TargetEnded, SignalKilled: { } signal } => $", until it was killed by {signal}",
        { Reason: RecordingDocument.EndFacts.TargetEnded, ExitCode: { } code and not 0 } => string.Create(CultureInfo.InvariantCulture, $", until it exited with code {code}"),
        { Reason: RecordingDocument.EndFacts.TargetEnded } => ", until it exited",
        { Reason: RecordingDocument.EndFacts.DurationOver } => ", until the duration was over",
        { Signal: { } signal } => $", until it was stopped by {signal}",
        { Reason: RecordingDocument.EndFacts.Stopped } => ", until it was stopped",
        _ => "",
    };

    /// <summary>Without a sample they would be dashes, and of CPU a mean over a moment.</summary>
    private IEnumerable<Table> Statistics() =>
        Samples == 0 ? [] : new[] { Figures(), Further(), Counters() }.Where(table => table.Rows.Count > 0);

    private bool Knows(Metric metric) => summary.Metrics.Contains(metric);

    /// <summary>RSS and CPU in full, or that of both which is recorded.</summary>
    private Table Figures()
    {
        Metric[] columns = [.. summary.Metrics.InOrder.Where(metric => metric == Metric.Rss || metric == Metric.Cpu)];
        Table table = NewTable([.. columns.Select(metric => metric == Metric.Rss ? "RSS" : "CPU")]);
        if (columns.Length == 0)
            return table;
        AddRow("mean", summary.Mean);
        AddRow("median", metric => summary[metric].Quantile(0.5));
        AddRow("min", metric => summary[metric].Min);
        AddRow("max", metric => summary[metric].Max);
        AddRow("std dev", metric => summary[metric].StandardDeviation);
        AddRow("95th percentile", metric => summary[metric].Quantile(0.95));
        AddRow("99th percentile", metric => summary[metric].Quantile(0.99));
        AddRow("first", metric => summary[metric].First);
        AddRow("last", metric => summary[metric].Last);
        if (columns[0] == Metric.Rss)
            table.AddRow(["change", WithSign(summary.Rss.Change), .. columns[1..].Select(_ => "")]);
        return table;

        void AddRow(string name, Func<Metric, double> figure) =>
            table.AddRow([name, .. columns.Select(metric => Readable.Figure(figure(metric), metric.Unit))]);
    }

    /// <summary>A row for each further metric: they would not fit side by side.</summary>
    private Table Further() => FittedTable.Of(
        [
            new("", 0, metric => metric.Name),
            new("mean", 2, metric => Readable.Figure(summary.Mean(metric), metric.Unit)),
            new("min", 3, metric => Readable.Figure(summary[metric].Min, metric.Unit)),
            new("max", 1, metric => Readable.Figure(summary[metric].Max, metric.Unit)),
            new("last", 0, metric => Readable.Figure(summary[metric].Last, metric.Unit)),
        ],
        [.. summary.Metrics.InOrder.Where(metric => metric.Kind != MetricKind.Counter && metric != Metric.Rss && metric != Metric.PeakRss && metric != Metric.Cpu)],
        columns);

    /// <summary>What counts up has a total; a mean of its figures would say nothing.</summary>
    private Table Counters() => FittedTable.Of<Metric>(
        [
            new("", 0, metric => metric.Name),
            new("total", 0, metric => Readable.Figure(summary.Total(metric), metric.Unit)),
            new("a second", 1, metric => Readable.Figure(summary.PerSecond(metric), metric.Unit)),
        ],
        [.. summary.Metrics.InOrder.Where(metric => metric.Kind == MetricKind.Counter)],
        columns);

    private static Table NewTable(params string[] headings)
    {
        Table table = new Table().Border(TableBorder.None).AddColumn("", column => column.NoWrap());
        foreach (string heading in headings)
            table.AddColumn(new TableColumn($"[bold]{heading}[/]").RightAligned().PadLeft(2).NoWrap());
        return table;
    }

    private static string WithSign(double bytes) => (bytes > 0 ? "+" : "") + Readable.Figure(bytes, Unit.Bytes);

    private string PeakLine()
    {
        if (summary.Peak is not { } peak)
            return "Peak RSS  unknown";
        string when = Readable.Between(Readable.Moment(peak.From), Readable.Moment(peak.To));
        return $"Peak RSS  {Readable.Bytes(peak.Bytes)} {when} ({(peak.IsSampled ? "sampled" : "known from VmHWM")})";
    }

    /// <summary>
    /// What one process alone is known to have had, where that is more than all that were sampled together: their sum was at least as much at that moment, and
    /// when that was is not known. Null where no process had more.
    /// </summary>
    private string? PeakOfOne()
    {
        long? waited = document.End?.Wait4?.PeakRssBytes;
        RecordingDocument.ProcessFacts? largest = document.Processes?.MaxBy(process => process.PeakRssBytes ?? 0);
        long most = Math.Max(waited ?? 0, largest?.PeakRssBytes ?? 0);
        if (most == 0 || most <= summary.Peak?.Bytes)
            return null;
        string source = largest?.PeakRssBytes == most ? $"{largest.Command ?? "?"}, PID {largest.Pid.ToString(CultureInfo.InvariantCulture)}" : "known from wait4";
        return $"  one of its processes had {Readable.Bytes(most)} at a moment that was not sampled ({source})";
    }

    /// <summary>How much of RSS is the process's share, both from the same readings.</summary>
    private string? PssLine() => Knows(Metric.Pss) && summary[Metric.Pss].Count > 0
        ? $"PSS       {Readable.Percent(100 * summary[Metric.Pss].Mean / summary[Metric.SmapsRss].Mean)} of the RSS of the same readings"
        : null;

    private string? MarkersLine()
    {
        RecordingDocument.MarkerLineFacts lines = document.MarkerLines;
        if (lines.Markers + lines.NotUnderstood == 0)
            return null;
        int untimed = document.Markers.Count(marker => marker.Approximate);
        string approximate = untimed == 0 ? "" : $", {Readable.Number(untimed)} of them when their line was read (it told no time)";
        int outside = document.Markers.Count(marker => (marker.EndS ?? marker.ElapsedS) < 0 || marker.ElapsedS > summary.Elapsed.TotalSeconds);
        string missed = outside == 0 ? "" : $", {Readable.Number(outside)} of them outside the recording";
        string bad = lines.NotUnderstood == 0 ? "" : $"; {Readable.Count(lines.NotUnderstood, "line")} not understood";
        return $"Markers   {Readable.Number(lines.Markers)}{approximate}{missed}{bad}";
    }

    private string Footer()
    {
        string approximate = summary.Rss.IsExact ? "" : " Median and percentiles are within 0.1 %.";
        string? asked = document.IntervalS is not { } interval ? null : interval == 0 ? "as often as possible" : "every " + Seconds(interval);
        if (document.Accuracy is not { } accuracy)
            return $"{Readable.Count(Samples, "sample")}{(asked is null ? "" : $" (asked {asked})")}.{approximate}";
        string reached = accuracy.IntervalReachedS is { } mean ? $"every {Seconds(mean)}, asked {asked?.Replace("every ", "", StringComparison.Ordinal)}" : $"asked {asked}";
        string late = accuracy.LatenessP99S is { } lateness ? $"; 99 % of ticks at most {Seconds(lateness)} late" : "";
        string failed = accuracy.FailedReads == 0 ? "" : $", {Readable.Count(accuracy.FailedReads, "read")} failed";
        return $"{Readable.Count(Samples, "sample")} ({reached}){late}, {Readable.Count(accuracy.MissedTicks, "tick")} missed{failed}, {Readable.Count(accuracy.LostRows, "row")} lost.{SmapsLine(accuracy)}"
            + $"\nThe recorder used {Seconds(accuracy.RecorderCpuS)} of CPU and {Readable.Figure(accuracy.RecorderRssBytes ?? double.NaN, Unit.Bytes)} of memory.{approximate}";
    }

    /// <summary>What reading PSS and the like took. Why a sample had none is not claimed: the first reading is made whatever it costs, and readings can fail.</summary>
    private string SmapsLine(RecordingDocument.AccuracyFacts accuracy)
    {
        if (accuracy.SmapsReads is not { } reads || accuracy.SmapsS is not { } spent || document.SmapsBudgetPercent is not { } budget)
            return "";
        double elapsed = summary.Elapsed.TotalSeconds;
        string share = elapsed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {100 * spent / elapsed:0.###} % of the time") : "";
        string rule = reads >= Samples
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" (the first is always read, further ones as {budget:0.###} % of the time allows)");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\nsmaps_rollup (PSS and the like) was read in {reads:#,0} of {Readable.Count(Samples, "sample")}: {Seconds(spent)}{share}{rule}.");
    }

    private static string Seconds(double seconds) => Readable.Duration(TimeSpan.FromSeconds(seconds));
}
