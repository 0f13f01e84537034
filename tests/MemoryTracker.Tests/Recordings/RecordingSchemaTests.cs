using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Json.Schema;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;
using MemoryTracker.Tests.Recordings.Replay.Imports;

namespace MemoryTracker.Tests.Recordings;

/// <summary>The published schema of the document says what is written: all of it, and nothing else.</summary>
public class RecordingSchemaTests
{
    private static readonly string Published = File.ReadAllText(Path.Combine(Repository.Root, "docs", "recording.schema.json"));

    private static readonly JsonSchema Schema = JsonSchema.FromText(Published);

    private static readonly JsonElement Root = JsonDocument.Parse(Published).RootElement;

    public static TheoryData<string> Documents => new(Made.Keys);

    private static Dictionary<string, Func<byte[]>> Made => new()
    {
        ["begun.json"] = () => OfSnapshot("begun.json"),
        ["ended.json"] = () => OfSnapshot("ended.json"),
        ["unknown.json"] = () => OfSnapshot("unknown.json"),
        ["markers.json"] = () => OfSnapshot("markers.json"),
        ["all.json"] = () => OfSnapshot("all.json"),
        ["no sample"] = () => RecordingJson.Write(Finished.OfNoSample().Document),
        ["every metric"] = () => RecordingJson.Write(Finished.OfMetrics(MetricSet.All).Document),
        ["a part"] = () => RecordingJson.Write(OfPart()),
        ["a tree"] = () => RecordingJson.Write(OfTree()),
        ["a line of JSON lines"] = () => RecordingJson.WriteLine("end", Finished.WithMarkers().Document),
        ["duct"] = () => OfLog("duct_usage.jsonl"),
        ["mprof"] = () => OfLog("mprof-functions.dat"),
        ["pidstat"] = () => OfLog("pidstat.txt"),
        ["psrecord"] = () => OfLog("psrecord.csv"),
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_document_is_valid(string name) => Assert.Empty(ProblemsOf(Made[name]()));

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"format\": \"memory_tracker recording\"", "\"format\": \"memory_tracker comparison\"")]
    [InlineData("\"scope\": \"process\",", "")]
    [InlineData("\"scope\": \"process\"", "\"scope\": \"thread\"")]
    [InlineData("\"interval_s\": 0.5", "\"interval_s\": -1")]
    [InlineData("\"interval_s\": 0.5", "\"interval_s\": \"0.5\"")]
    [InlineData("\"cpus\": 16", "\"cpus\": null")]
    [InlineData("\"pid\": 5000002", "\"pid\": 1.5")]
    [InlineData("\"reason\": \"target_ended\"", "\"reason\": \"bored\"")]
    [InlineData("\"quantiles_exact\": true", "\"quantiles_exact\": 1")]
    [InlineData("\"samples\": 5", "\"samples\": -5")]
    public void What_nobody_writes_is_not(string written, string changed)
    {
        string document = File.ReadAllText(SnapshotPath("ended.json"));
        Assert.Contains(written, document, StringComparison.Ordinal);

        Assert.NotEmpty(ProblemsOf(System.Text.Encoding.UTF8.GetBytes(document.Replace(written, changed, StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_property_is_described_required_when_it_is_always_written_and_null_where_it_may_be()
    {
        List<string> problems = [];
        Compare(RecordingJson.Default.RecordingDocument, Root, "", problems);
        Compare(RecordingJson.Default.DistributionFacts, Root.GetProperty("$defs").GetProperty("distribution"), "distribution.", problems);
        Compare(RecordingJson.Default.CounterFacts, Root.GetProperty("$defs").GetProperty("counter"), "counter.", problems);

        Assert.Empty(problems);
    }

    [Fact]
    public void It_tells_its_version()
    {
        Assert.Equal($"urn:memory-tracker:recording:{RecordingDocument.CurrentVersion}", Root.GetProperty("$id").GetString());
        Assert.Equal(RecordingDocument.CurrentVersion, Root.GetProperty("properties").GetProperty("version").GetProperty("const").GetInt32());
    }

    private static void Compare(JsonTypeInfo type, JsonElement schema, string path, List<string> problems)
    {
        JsonPropertyInfo[] written = [.. type.Properties.Where(property => property.Get is not null && !property.IsExtensionData)];
        string[] required = [.. schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!)];
        problems.AddRange(schema.GetProperty("properties").EnumerateObject().Select(one => one.Name).Except(written.Select(one => one.Name)).Select(name => $"{path}{name} is described and not written"));
        foreach (JsonPropertyInfo property in written)
        {
            if (!schema.GetProperty("properties").TryGetProperty(property.Name, out JsonElement described) || !described.TryGetProperty("description", out _))
            {
                problems.Add($"{path}{property.Name} is not described");
                continue;
            }

            bool isAlwaysWritten = property.ShouldSerialize is null;
            if (isAlwaysWritten != required.Contains(property.Name))
                problems.Add($"{path}{property.Name} is {(isAlwaysWritten ? "always" : "not always")} written");
            bool mayBeNull = Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsGetNullable);
            if (isAlwaysWritten && mayBeNull != AllowsNull(described))
                problems.Add($"{path}{property.Name} {(mayBeNull ? "may" : "can never")} be null");
            CompareInner(type, property, described, path, problems);
        }
    }

    /// <summary>What a property, or each element of its list, consists of.</summary>
    private static void CompareInner(JsonTypeInfo type, JsonPropertyInfo property, JsonElement described, string path, List<string> problems)
    {
        Type inner = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
        if (inner.DeclaringType != typeof(RecordingDocument))
            return;
        JsonElement named = described.TryGetProperty("items", out JsonElement items) ? items : described.TryGetProperty("anyOf", out JsonElement either) ? either[0] : described;
        string definition = named.GetProperty("$ref").GetString()!["#/$defs/".Length..];
        Compare(type.Options.GetTypeInfo(inner), Root.GetProperty("$defs").GetProperty(definition), $"{path}{property.Name}.", problems);
    }

    private static bool AllowsNull(JsonElement described) => described.TryGetProperty("anyOf", out JsonElement either)
        ? either.EnumerateArray().Any(AllowsNull)
        : described.TryGetProperty("type", out JsonElement type)
            && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => one.GetString() == "null") : type.GetString() == "null");

    private static string[] ProblemsOf(byte[] document)
    {
        using JsonDocument json = JsonDocument.Parse(document);
        EvaluationResults results = Schema.Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return results.IsValid ? [] : [.. (results.Details ?? []).Where(one => one.Errors is not null).SelectMany(one => one.Errors!.Select(error => $"{one.InstanceLocation}: {error.Value}")), "invalid"];
    }

    private static string SnapshotPath(string name) => Path.Combine(Repository.Tests, "Snapshots", name);

    private static byte[] OfSnapshot(string name) => File.ReadAllBytes(SnapshotPath(name));

    private static RecordingDocument OfPart()
    {
        Summary part = new(MetricSet.All, isPart: true);
        part.Add(Samples.Full(1, MetricSet.All));
        part.Add(Samples.Full(2, MetricSet.All));
        return Finished.OfMetrics(MetricSet.All).Document.Retell(part, 2, isPart: true);
    }

    /// <summary>Launched, killed, with everything that may be known of that.</summary>
    private static RecordingDocument OfTree()
    {
        RecordingDocument document = Finished.WithMarkers().Document;
        return document with
        {
            Scope = "tree",
            EveryProcessSeen = true,
            End = document.End! with { Signal = "TERM", SignalKilled = "SIGKILL", Oom = "killed by the OOM killer", Wait4 = new(1, 0.5, 1 << 20, 100, 0) },
            Processes = [new(7, 1, 100, "cc", 0, 1, 1 << 20, 0.5, 0, null), new(8, null, null, null, 0.5, 0.5, null, null, null, "SIGKILL") { Alive = false }],
        };
    }

    private static byte[] OfLog(string fixture) => RecordingJson.Write(Imported.File(Imported.Fixture(fixture)).Document);
}
