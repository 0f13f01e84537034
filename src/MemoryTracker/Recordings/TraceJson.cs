using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings;

/// <summary>
/// A recording in the Trace Event Format, which ui.perfetto.dev and chrome://tracing open: figures as counters of their process, markers as instants and spans. Written as the samples come, in
/// bounded memory. Times are microseconds since the recording began; when that was is among the other data at the end.
/// </summary>
internal sealed class TraceJson : ISampleSink, IDisposable
{
    /// <summary>What stands for a total of several, and for a process whose PID nobody told: no process can have that number (PID_MAX_LIMIT is 4,194,304).</summary>
    public const int Nobody = 4_194_305;

    private const int Block = 64 << 10;

    private readonly MetricSet _metrics;
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<int, TraceCounters> _processes = [];
    private long _samples;

    /// <param name="stream">Takes the trace; it is left open.</param>
    /// <param name="metrics">What is recorded.</param>
    public TraceJson(Stream stream, MetricSet metrics)
    {
        _metrics = metrics;
        _json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteString("displayTimeUnit", "ms");
        _json.WriteStartArray("traceEvents");
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The stream takes no more.</exception>
    public void Add(Sample sample)
    {
        _samples++;
        Write(sample.Total, Micros(sample.Elapsed));
        foreach (Figures process in sample.Processes)
            Write(process, Micros(sample.Elapsed));
        LetGo(Micros(sample.Elapsed));
        if (sample.HasEnded || sample.HasNobody)
            _processes[sample.Total.Pid ?? Nobody].End(Micros(sample.Elapsed), _metrics, _json);
        if (_json.BytesPending > Block)
            _json.Flush();
    }

    /// <summary>Writes what is known at the end.</summary>
    /// <exception cref="IOException">The stream takes no more.</exception>
    public void Finish(RecordingDocument document, MarkerLog markers)
    {
        bool isOfOne = !_processes.ContainsKey(Nobody);
        if (!isOfOne)
            TraceEvent.ProcessName(_json, Nobody, document.Title);
        int pid = isOfOne ? document.Target.Pid ?? Nobody : Nobody;
        int number = 0;
        foreach (Marker marker in markers.Markers)
        {
            Write(marker, pid, ++number, document.End?.ElapsedS);
            if (_json.BytesPending > Block)
                _json.Flush();
        }

        _json.WriteEndArray();
        WriteOtherData(document);
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // What is not finished is thrown away: flushing it would fail again.
        _json.Reset(Stream.Null);
        _json.Dispose();
    }

    private static long Micros(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    private void Write(Figures row, long at)
    {
        int pid = row.Pid ?? Nobody;
        bool isNew = !_processes.TryGetValue(pid, out TraceCounters? counters);
        if (isNew)
            _processes.Add(pid, counters = new TraceCounters(pid));
        if (pid != Nobody && (isNew || counters!.Command != row.Command))
            TraceEvent.ProcessName(_json, pid, row.Command.ToString());
        counters!.Command = row.Command;
        counters.Sample = _samples;
        counters.Write(row, at, _metrics, _json);
    }

    /// <summary>Of processes that are gone nothing is kept: their number may come again as another's.</summary>
    private void LetGo(long at)
    {
        foreach ((int pid, TraceCounters counters) in _processes)
        {
            if (counters.Sample == _samples)
                continue;
            counters.End(at, _metrics, _json);
            _processes.Remove(pid);
        }
    }

    /// <summary>A viewer drops what lies before zero: a span that was begun before the recording is told from its start on, as its phase is. Where it really began stands beside.</summary>
    private void Write(Marker marker, int pid, int number, double? end)
    {
        long from = Micros(marker.At);
        long? to = marker.End is { } ended ? Micros(ended) : marker.IsOpen && end is { } over ? Math.Max(from, (long)(over * 1e6)) : null;
        if (to is null)
        {
            TraceEvent.Begin(_json, "i", marker.Label, pid, from);
            _json.WriteString("s", "g");
            WriteFacts(marker);
            return;
        }

        string id = number.ToString(CultureInfo.InvariantCulture);
        TraceEvent.Begin(_json, "b", marker.Label, pid, to >= 0 ? Math.Max(from, 0) : from);
        TraceEvent.Span(_json, "marker", id);
        WriteFacts(marker);
        TraceEvent.Begin(_json, "e", marker.Label, pid, to.Value);
        TraceEvent.Span(_json, "marker", id);
        _json.WriteEndObject();
    }

    private void WriteFacts(Marker marker)
    {
        _json.WriteStartObject("args");
        _json.WriteNumber("elapsed_s", marker.At.TotalSeconds);
        if (marker.Tags.Count > 0)
            _json.WriteString("tags", string.Join(", ", marker.Tags));
        if (marker.IsApproximate)
            _json.WriteBoolean("approximate", true);
        if (marker.IsOpen)
            _json.WriteBoolean("open", true);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteOtherData(RecordingDocument document)
    {
        _json.WriteStartObject("otherData");
        _json.WriteString("recorded", document.Title);
        _json.WriteString("tool", document.Tool);
        if (document.Start is { } start)
            _json.WriteString("start", start.ToString("O", CultureInfo.InvariantCulture));
        if (document.Host is { } host)
            _json.WriteString("host", $"{host.Name}, Linux {host.Kernel}");
        _json.WriteEndObject();
    }
}
