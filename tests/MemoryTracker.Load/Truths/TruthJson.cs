using System.Text.Json.Serialization;

namespace MemoryTracker.Load.Truths;

[JsonSerializable(typeof(Truth))]
internal sealed partial class TruthJson : JsonSerializerContext;
