using System.Globalization;
using System.Text;
using MemoryTracker.Linux;
using MemoryTracker.Metrics;

namespace MemoryTracker.Cli.Terminal;

/// <summary>
/// The latest figures on standard output, at most ten times a second: one line that is rewritten on a terminal, lines of their own in a pipe. The sampling
/// thread only leaves its figures here; another one shows them, and drops a line rather than wait for a terminal that stands still.
/// </summary>
internal sealed unsafe class LiveLine(StandardStream stream, MetricSet metrics) : ISampleSink
{
    private static readonly long Pause = (long)TimeSpan.FromMilliseconds(100).TotalNanoseconds;
    private const int TimeLength = 8;
    private static readonly TimeSpan ZoneLife = TimeSpan.FromMinutes(1);

    private readonly int _descriptor = stream.OpenWithoutWaiting();
    private readonly bool _isRewritten = stream.IsTerminal && !StandardStream.IsDumb;
    private readonly bool _hasColor = stream.HasColor;

    // RSS and CPU, or those of both that are recorded; where neither is, the first two of what is.
    private readonly Metric[] _shown = Shown(metrics);

    // Held for the copy of three numbers only.
    private SpinLock _lock = new(enableThreadOwnerTracking: false);
    private Latest _latest = new(default, double.NaN, double.NaN);
    private long _shownAt;
    private DateTime _shownTime;
    private bool _isGone;
    private DateTime _zoneReadAt;
    private TimeSpan _zone;

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        // The end row knows nothing that is worth rewriting the last figures for.
        double first = sample.Total[_shown[0]];
        double second = sample.Total[_shown[^1]];
        if (double.IsNaN(first) && _shown[0].Kind != MetricKind.Interval)
            return;
        bool isHeld = false;
        _lock.Enter(ref isHeld);
        // Most rows of some metrics have no figure, such as rates over a short interval: the last one told stands for them.
        _latest = new Latest(sample.Time, double.IsNaN(first) ? _latest.First : first, double.IsNaN(second) ? _latest.Second : second);
        _lock.Exit();
    }

    /// <summary>Shows the latest figures, unless some were shown less than 100 ms ago.</summary>
    public void Show()
    {
        long now = Clock.Now;
        if (_isGone || now - _shownAt < Pause)
            return;
        bool isHeld = false;
        _lock.Enter(ref isHeld);
        Latest latest = _latest;
        _lock.Exit();
        if (latest.Time == _shownTime)
            return;
        _shownAt = now;
        _shownTime = latest.Time;
        Write(_isRewritten ? $"\r{Fit(Text(latest))}\e[K" : Text(latest) + "\n");
    }

    /// <summary>Leaves the rewritten line standing and goes to the next.</summary>
    public void End()
    {
        if (_isRewritten && _shownAt != 0)
            Write("\n");
    }

    private string Text(Latest latest)
    {
        string time = (latest.Time + Zone(latest.Time)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        string second = _shown.Length > 1 ? $"  {Part(_shown[1], latest.Second)}" : "";
        return $"{time}  {Part(_shown[0], latest.First)}{second}";
    }

    private static Metric[] Shown(MetricSet metrics)
    {
        Metric[] usual = [.. metrics.InOrder.Where(metric => metric == Metric.Rss || metric == Metric.Cpu)];
        return usual.Length > 0 ? usual : [.. metrics.InOrder.Take(2)];
    }

    private static string Part(Metric metric, double figure) => metric == Metric.Rss ? $"RSS {Readable.Figure(figure, Unit.Bytes),10}"
        : metric == Metric.Cpu ? $"CPU {Readable.Figure(figure, Unit.Percent),8}"
        : $"{metric.Name} {Readable.Figure(figure, metric.Unit),10}";

    /// <summary>What fits into the terminal's line, so that the next one can be written over it, its time less bright.</summary>
    private string Fit(string text)
    {
        string shown = text[..Math.Min(text.Length, Math.Max(0, stream.Columns - 1))];
        int timeEnd = Math.Min(shown.Length, TimeLength);
        return _hasColor ? $"\e[2m{shown[..timeEnd]}\e[22m{shown[timeEnd..]}" : shown;
    }

    /// <summary>How far local time is from UTC; asked now and then only, because summer time may begin while we record.</summary>
    private TimeSpan Zone(DateTime time)
    {
        if ((time - _zoneReadAt).Duration() > ZoneLife)
            (_zone, _zoneReadAt) = (TimeZoneInfo.Local.GetUtcOffset(time), time);
        return _zone;
    }

    private void Write(string text)
    {
        // Where the stream could not be opened anew, this alone keeps the write from waiting.
        if (!Descriptor.IsReady(_descriptor, LibC.PollOut))
            return;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
            _isGone = LibC.Write(_descriptor, start, bytes.Length) < 0 && Errno.Last is not (Errno.TryAgain or Errno.Interrupted);
    }

    private readonly record struct Latest(DateTime Time, double First, double Second);
}
