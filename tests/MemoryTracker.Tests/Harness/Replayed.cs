using System.IO.Compression;
using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Tests.Harness;

/// <summary>Everything that a recording in a file gives when it is read to its end.</summary>
internal sealed record Replayed(IReadOnlyList<KeptSample> Samples, RecordingDocument Document, MetricSet Metrics, IReadOnlyList<string> Notices)
{
    public static Replayed Of(string path)
    {
        using RecordedFile file = RecordedFile.Open(path);
        List<KeptSample> samples = [];
        Sample sample = new();
        while (file.TryRead(sample))
            samples.Add(KeptSample.Of(sample));
        return new Replayed(samples, file.Document, file.Metrics, file.Notices);
    }

    /// <summary>The same of a file of that content.</summary>
    public static Replayed Of(byte[] content)
    {
        using Scratch scratch = new();
        string path = scratch.File("recording");
        File.WriteAllBytes(path, content);
        return Of(path);
    }

    public static Replayed OfText(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static byte[] Compressed(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
            gzip.Write(content);
        return compressed.ToArray();
    }
}
