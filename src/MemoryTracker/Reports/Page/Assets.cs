using System.Text;

namespace MemoryTracker.Reports.Page;

/// <summary>The parts of a page that are the same in each: scripts and styles, which are in the program.</summary>
internal static class Assets
{
    /// <summary>The assets of those names, one after another.</summary>
    public static string Read(params IEnumerable<string> names) => string.Concat(names.Select(ReadOne));

    private static string ReadOne(string name)
    {
        using Stream stream = typeof(Assets).Assembly.GetManifestResourceStream("Reports/" + name)
            ?? throw new InvalidOperationException($"{name} is not in the program");
        using StreamReader reader = new(stream, Encoding.UTF8);
        string text = reader.ReadToEnd();
        return text.EndsWith('\n') ? text : text + "\n";
    }
}
