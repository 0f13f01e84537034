using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemoryTracker.Reports;

/// <summary>The form in which a page holds its facts, made by the compiler. The encoder is the framework's strict one: neither &lt; nor U+2028 stays as it is, so no text can end the block it stands in.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReportFacts))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>The facts as JSON that can stand in a script element.</summary>
    public static string Write(ReportFacts facts) => JsonSerializer.Serialize(facts, Default.ReportFacts);
}
