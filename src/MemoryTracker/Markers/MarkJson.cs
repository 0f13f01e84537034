using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemoryTracker.Markers;

/// <summary>
/// A mark as a line of a marker file: <c>{"time":1764000000.123456789,"label":"load done"}</c>, with <c>"ph":"B"</c> or <c>"E"</c> where something
/// begins or ends, the letters of Chrome's trace events.
/// </summary>
internal static class MarkJson
{
    private const decimal Nanosecond = 0.000000001m;

    /// <summary>The line as UTF-8, its line feed included.</summary>
    /// <param name="kind">What it tells; never a span, which has two times.</param>
    /// <param name="time">When, in nanoseconds since 1970-01-01 UTC.</param>
    /// <param name="label">What it is called; empty for an end that does not say of what.</param>
    public static byte[] Write(MarkKind kind, long time, string label)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("time"u8, time * Nanosecond);
            if (kind != MarkKind.Moment)
                json.WriteString("ph"u8, kind == MarkKind.Begin ? "B"u8 : "E"u8);
            if (label.Length > 0)
                json.WriteString("label"u8, label);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }
}
