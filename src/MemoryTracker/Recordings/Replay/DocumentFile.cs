using System.Text.Json;
using MemoryTracker.Linux;

namespace MemoryTracker.Recordings.Replay;

/// <summary>The JSON document beside a CSV.</summary>
internal static class DocumentFile
{
    private const string CsvEnding = ".csv";
    private const string GzipEnding = ".gz";
    private const int Largest = 64 << 20;

    /// <summary>Where the document of a CSV is: <c>data.meta.json</c> beside <c>data.csv</c>, which somebody may have compressed since to <c>data.csv.gz</c>.</summary>
    public static string Beside(string csv) => Without(Without(csv, GzipEnding), CsvEnding) + ".meta.json";

    /// <summary>Reads the document beside a CSV; null when there is none, or none that can be understood.</summary>
    /// <param name="csv">The CSV.</param>
    /// <param name="notice">Takes, in words, why one that is there cannot be read.</param>
    internal static RecordingDocument? Read(string csv, Action<string> notice)
    {
        string path = Beside(csv);
        if (csv == RecordedText.StandardInput || FileKind.IsSpecial(csv) || FileKind.Of(path) is not { IsRegular: true } file)
            return null;
        try
        {
            if (file.Size > Largest)
                throw new JsonException("it is far too large");
            return ReadDocument.Of(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            notice($"'{SafeText.Clean(path)}' is left out of account: {(error is JsonException ? SafeText.Clean(error.Message) : FileError.Describe(error))}");
            return null;
        }
    }

    private static string Without(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? path[..^ending.Length] : path;
}
