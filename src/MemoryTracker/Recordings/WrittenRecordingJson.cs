using System.Text.Json.Serialization;

namespace MemoryTracker.Recordings;

/// <summary>
/// The same form for writing alone, as it is done while samples are taken: code that writes the fields one after the other. What can read as well describes every type to itself before it
/// writes the first one, for a millisecond and half a megabyte. Only the statistics, whose keys are not known to the compiler, are written in that way.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RecordingDocument))]
[JsonSerializable(typeof(RecordingDocument.StatisticsFacts), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RecordingDocument.DistributionFacts))]
[JsonSerializable(typeof(RecordingDocument.CounterFacts))]
internal sealed partial class WrittenRecordingJson : JsonSerializerContext;
