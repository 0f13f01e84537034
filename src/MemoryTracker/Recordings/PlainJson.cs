using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MemoryTracker.Recordings;

/// <summary>
/// Writes a file of its own, never a part of a page: only what JSON itself asks for is escaped, control characters among it. The writer knows that, not the serializer's options, which
/// would be others than those for which the compiler made the serializer's code.
/// </summary>
internal static class PlainJson
{
    /// <summary>The value as UTF-8.</summary>
    public static ReadOnlySpan<byte> Write<T>(T value, JsonTypeInfo<T> type, bool isIndented)
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = isIndented, NewLine = "\n" }))
            JsonSerializer.Serialize(writer, value, type);
        return json.WrittenSpan;
    }
}
