using System.Text.Json;

namespace MemoryTracker.Recordings;

/// <summary>How events are written in the Trace Event Format. What belongs to an event stands between its begin and <see cref="Utf8JsonWriter.WriteEndObject"/>.</summary>
internal static class TraceEvent
{
    /// <summary>Begins an event.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="phase">Its kind, <c>ph</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="pid">The process that the viewer shows it under.</param>
    /// <param name="at">Its moment in microseconds since the recording began.</param>
    public static void Begin(Utf8JsonWriter json, string phase, string name, int pid, long at)
    {
        json.WriteStartObject();
        json.WriteString("ph", phase);
        json.WriteString("name", name);
        json.WriteNumber("pid", pid);
        json.WriteNumber("tid", pid);
        json.WriteNumber("ts", at);
    }

    /// <summary>A counter, whole.</summary>
    public static void Counter(Utf8JsonWriter json, string name, int pid, long at, string unit, double figure)
    {
        Begin(json, "C", name, pid, at);
        json.WriteStartObject("args");
        json.WriteNumber(unit, figure);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What makes two events the begin and the end of one span: X events would have to nest.</summary>
    public static void Span(Utf8JsonWriter json, string category, string id)
    {
        json.WriteString("cat", category);
        json.WriteString("id", id);
    }

    /// <summary>Tells what a process is called, whole.</summary>
    public static void ProcessName(Utf8JsonWriter json, int pid, string name)
    {
        Begin(json, "M", "process_name", pid, 0);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
