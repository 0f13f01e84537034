using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemoryTracker.Doctor;

/// <summary>The form of the document in JSON, made by the compiler so that nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DoctorDocument))]
internal sealed partial class DoctorJson : JsonSerializerContext
{
    /// <summary>The document with a line feed at its end.</summary>
    public static string Write(DoctorDocument document)
    {
        JsonSerializerOptions options = new(Default.DoctorDocument.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return JsonSerializer.Serialize(document, new DoctorJson(options).DoctorDocument) + "\n";
    }
}
