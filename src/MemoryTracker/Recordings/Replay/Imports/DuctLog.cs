using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>
/// A <c>usage.jsonl</c> of duct, formerly <c>usage.json</c>: a record for each report interval, whose figures are the highest of it. Its CPU is ps's, a mean since each process began, and not that
/// of the interval: it is left out.
/// </summary>
internal sealed class DuctLog : ImportedLog
{
    private readonly DuctRecord _record = new();
    private TimeSpan? _start;
    private TimeSpan _last;

    private DuctLog(RecordedText text)
        : base(text, "duct", [new(Metric.Rss, $"rss of duct, {RecordingDocument.HighestOfInterval}"), new(Metric.PeakRss, "rss of duct"), new(Metric.Vsz, $"vsz of duct, {RecordingDocument.HighestOfInterval}")]) =>
        Tell("duct's CPU is ps's, a mean since each process began and not that of the time between two records: it is left out");

    protected override TimeSpan? Start => _start;

    protected override int? Pid => _record.FirstPid;

    protected override string Command => _record.FirstCommand.Length > 0 ? _record.FirstCommand : FileName;

    protected override string Scope => "tree";

    /// <summary>Opens such a log; null when it is none.</summary>
    public static DuctLog? TryOpen(RecordedText text, string path)
    {
        ReadOnlySpan<byte> beginning = text.Beginning;
        return DuctRecord.IsOne(LogText.TakeLine(ref beginning)) ? new DuctLog(text) : null;
    }

    public override bool TryRead(Sample sample)
    {
        while (TryReadLine(out ReadOnlySpan<byte> line))
        {
            if ((_record.Read(line) ?? WhyNot(_record.Time!.Value, _start, _last, "record")) is { } problem)
                PassOver(problem);
            else
            {
                Fill(sample, _record.Time!.Value);
                return true;
            }
        }

        return false;
    }

    private void Fill(Sample sample, TimeSpan time)
    {
        _start ??= time;
        _last = time;
        Begin(sample, time - _start.Value);
        sample.Total[Metric.Rss] = sample.Total[Metric.PeakRss] = _record.Total[Metric.Rss];
        sample.Total[Metric.Vsz] = _record.Total[Metric.Vsz];
        if (_record.Samples != 1)
            Tell("duct's figures are the highest of each report interval and not of a moment: means of them are too high, and a process has no RSS where its highest was at another moment than the total's");
        TakePeaks();
        sample.Processes = _record.Processes;
    }

    /// <summary>The highest RSS of each process is its peak, whenever it was.</summary>
    private void TakePeaks()
    {
        foreach (Figures process in _record.Processes)
            process[Metric.PeakRss] = process[Metric.Rss];
        KeepOfOneMoment(Metric.Rss);
        KeepOfOneMoment(Metric.Vsz);
    }

    /// <summary>Only when the highest figures add up to the highest total were they all of one moment (as those of a single sample are), and only then can they stand below it.</summary>
    private void KeepOfOneMoment(Metric metric)
    {
        double sum = 0;
        foreach (Figures process in _record.Processes)
            sum += process[metric];
        bool areOfOneMoment = _record.Samples == 1 || sum == _record.Total[metric];
        foreach (Figures process in _record.Processes)
            process[metric] = areOfOneMoment ? process[metric] : double.NaN;
    }
}
