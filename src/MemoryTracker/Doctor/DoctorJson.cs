using System.Text;
using System.Text.Json.Serialization;
using MemoryTracker.Recordings;

namespace MemoryTracker.Doctor;

/// <summary>The form of the document in JSON, made by the compiler so that nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DoctorDocument))]
internal sealed partial class DoctorJson : JsonSerializerContext
{
    /// <summary>The document with a line feed at its end.</summary>
    public static string Write(DoctorDocument document) => Encoding.UTF8.GetString(PlainJson.Write(document, Default.DoctorDocument, isIndented: true)) + "\n";
}
