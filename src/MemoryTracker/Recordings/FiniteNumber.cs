using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemoryTracker.Recordings;

/// <summary>
/// Numbers of a document. JSON can tell one that no double holds, such as <c>1e999</c>, which the framework reads as infinite and cannot write again: no recorder writes it, and it is refused.
/// </summary>
internal sealed class FiniteNumber : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble() is var number && double.IsFinite(number) ? number : throw new JsonException("a number in it is too large");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
