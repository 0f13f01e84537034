using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemoryTracker.Markers;

/// <summary>
/// A mark as a line of a marker file: <c>{"time":"2025-11-24T16:00:00.123456789Z","label":"load done"}</c>, with <c>"ph":"B"</c> or <c>"E"</c> where something
/// begins or ends, the letters of Chrome's trace events. A date, unlike a number, means the same whatever clock the file's numbers are of.
/// </summary>
internal static class MarkJson
{
    private const long Second = 1_000_000_000;

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
            json.WriteString("time"u8, Iso(time));
            if (kind != MarkKind.Moment)
                json.WriteString("ph"u8, kind == MarkKind.Begin ? "B"u8 : "E"u8);
            if (label.Length > 0)
                json.WriteString("label"u8, label);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    private static string Iso(long time)
    {
        DateTime seconds = DateTime.UnixEpoch.AddSeconds(time / Second);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds:s}.{time % Second:000000000}Z");
    }
}
