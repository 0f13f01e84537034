using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>The document of a recording, which anybody may have written.</summary>
internal static class DocumentTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        RecordingDocument document;
        try
        {
            document = ReadDocument.Of(input);
        }
        catch (JsonException)
        {
            return;
        }

        Invariant.IsSafe(document.Title);
        Invariant.IsSafe(document.Tool);
        Invariant.Holds(document.IntervalS is null or >= 0);
        _ = document.Markers(_ => { });
        _ = document.Phases();
        _ = document.Results();
        byte[] written = RecordingJson.Write(document);
        byte[] again = RecordingJson.Write(ReadDocument.Of(written));
        // Bytes that are no UTF-8 are written as an escape first, and then as what that stands for.
        Invariant.Holds(written.AsSpan().SequenceEqual(again) || JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(again)));
    }
}
