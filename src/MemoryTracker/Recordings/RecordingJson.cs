using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemoryTracker.Recordings;

/// <summary>The form of the document in JSON, made by the compiler so that nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(FiniteNumber)])]
[JsonSerializable(typeof(RecordingDocument))]
[JsonSerializable(typeof(RecordingDocument.DistributionFacts))]
[JsonSerializable(typeof(RecordingDocument.CounterFacts))]
internal sealed partial class RecordingJson : JsonSerializerContext
{
    /// <summary>Reads a document back.</summary>
    /// <exception cref="JsonException">It is none, or one of a form that is not known here.</exception>
    public static RecordingDocument Read(ReadOnlySpan<byte> json)
    {
        RecordingDocument document = JsonSerializer.Deserialize(json, Default.RecordingDocument) ?? throw new JsonException("null");
        return document is { Format: Recordings.RecordingDocument.FormatName, Version: Recordings.RecordingDocument.CurrentVersion } ? document : throw new JsonException($"{document.Format}, version {document.Version}");
    }

    /// <summary>The document as UTF-8 with a line feed at its end.</summary>
    public static byte[] Write(RecordingDocument document) => [.. PlainJson.Write(document, WrittenRecordingJson.Default.RecordingDocument, isIndented: true), (byte)'\n'];

    /// <summary>The document as one line, with its line feed, whose first key tells the line's type.</summary>
    public static byte[] WriteLine(string type, RecordingDocument document) => Line(type, PlainJson.Write(document, WrittenRecordingJson.Default.RecordingDocument, isIndented: false));

    /// <summary>The same of a marker.</summary>
    public static byte[] WriteLine(string type, RecordingDocument.MarkerFacts marker) => Line(type, PlainJson.Write(marker, WrittenRecordingJson.Default.MarkerFacts, isIndented: false));

    private static byte[] Line(string type, ReadOnlySpan<byte> json) => [.. Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\","), .. json[1..], (byte)'\n'];
}
