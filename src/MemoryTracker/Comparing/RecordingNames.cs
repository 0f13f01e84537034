using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Comparing;

/// <summary>What recordings are called by: as much of the end of each path as tells them apart.</summary>
internal static class RecordingNames
{
    private const string StandardInput = "standard input";

    /// <summary>A name for each path, no two of them alike, safe to show.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> paths)
    {
        string[][] parts = [.. paths.Select(path => path == RecordedText.StandardInput ? [StandardInput] : SafeText.Clean(path).Split('/', StringSplitOptions.RemoveEmptyEntries))];
        int[] shown = [.. parts.Select(_ => 1)];
        while (true)
        {
            string[] names = [.. parts.Select((path, index) => string.Join('/', path.TakeLast(shown[index])))];
            int[] unclear = [.. AlikeIn(names).Where(index => shown[index] < parts[index].Length)];
            if (unclear.Length == 0)
                return Numbered(names);
            foreach (int index in unclear)
                shown[index]++;
        }
    }

    private static IEnumerable<int> AlikeIn(string[] names) =>
        names.Index().GroupBy(name => name.Item, StringComparer.Ordinal).Where(same => same.Count() > 1).SelectMany(same => same.Select(name => name.Index));

    /// <summary>One file may be named twice, and a path with the root is not told from one without.</summary>
    private static string[] Numbered(string[] names)
    {
        foreach ((int place, int index) in AlikeIn(names).ToArray().Index())
            names[index] = FormattableString.Invariant($"{names[index]} ({place + 1})");
        return names;
    }
}
