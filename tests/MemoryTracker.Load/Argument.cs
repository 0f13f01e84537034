using System.Globalization;

namespace MemoryTracker.Load;

/// <summary>What the words of the command line stand for; a wrong word ends the process with the parser's own exception.</summary>
internal static class Argument
{
    public static TimeSpan Milliseconds(string text) => TimeSpan.FromMilliseconds(Count(text));

    public static int Count(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static double Cores(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static long Mebibytes(string text) => Count(text) * 1024L * 1024;

    public static long[] Mebibytes(string[] texts) => Array.ConvertAll(texts, Mebibytes);
}
