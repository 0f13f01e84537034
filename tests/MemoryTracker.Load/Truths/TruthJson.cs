using System.Text.Json.Serialization;

namespace MemoryTracker.Load.Truths;

[JsonSerializable(typeof(Truth))]
[JsonSerializable(typeof(string))]
internal sealed partial class TruthJson : JsonSerializerContext;
