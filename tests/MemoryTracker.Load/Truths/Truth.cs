using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemoryTracker.Load.Truths;

/// <summary>One line of what the load process knows about itself. Moments are nanoseconds since 1970.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "truth")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Plateau), "plateau")]
[JsonDerivedType(typeof(Spike), "spike")]
[JsonDerivedType(typeof(CpuUsed), "cpu")]
[JsonDerivedType(typeof(Happening), "happening")]
[JsonDerivedType(typeof(Account), "account")]
[JsonDerivedType(typeof(Member), "member")]
public abstract record Truth
{
    public static Truth Parse(string line) =>
        JsonSerializer.Deserialize(line, TruthJson.Default.Truth) ?? throw new FormatException($"not a truth: {line}");

    public sealed override string ToString() => JsonSerializer.Serialize(this, TruthJson.Default.Truth);
}
