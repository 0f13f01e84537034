using System.Globalization;
using MemoryTracker.Linux;

namespace MemoryTracker.Procfs;

/// <summary>
/// The program's own machine code and constants in memory. Starting touches most of them, recording a few pages: the rest would be half of our resident
/// memory for as long as we record.
/// </summary>
internal static class OwnCode
{
    private static volatile (nint Start, nint Length)[]? _unwritten;

    /// <summary>
    /// Lets go of all such pages; those that are still needed come back from the page cache at their next use, in about a microsecond each. Only mappings of
    /// files that cannot be written to and of which no page has been are touched (some were written to at the start, and then protected), so nothing is lost.
    /// </summary>
    public static void Release(ProcRoot root)
    {
        try
        {
            // They stay as they are, and to ask the kernel takes a hundred times as long as to let go.
            foreach ((nint start, nint length) in _unwritten ??= [.. Unwritten(root)])
                _ = LibC.Advise(start, length, LibC.AdviceDontNeed);
        }
        catch (IOException)
        {
            // No descriptor is left for it, say: then we stay as large as we are.
        }
    }

    /// <summary>Only of files that hold code: the program and its libraries stay where they are, another file may be mapped for a moment.</summary>
    private static IEnumerable<(nint Start, nint Length)> Unwritten(ProcRoot root)
    {
        List<(nint Start, nint Length, string File)> unwritten = [];
        HashSet<string> programs = [];
        (nint, nint, string)? range = null;
        foreach (string line in File.ReadLines($"{root.Path}/self/smaps"))
        {
            if (line is [var first, ..] && char.IsAsciiHexDigitLower(first))
            {
                range = TryParseRange(line, out nint start, out nint length) ? (start, length, line[line.IndexOf('/', StringComparison.Ordinal)..]) : null;
                if (range is (_, _, { } file) && line.Contains(" r-xp ", StringComparison.Ordinal))
                    programs.Add(file);
            }
            else if (HasWritten(line))
            {
                range = null;
            }
            else if (range is { } known && line.StartsWith("Swap:", StringComparison.Ordinal))
            {
                unwritten.Add(known);
            }
        }

        return unwritten.Where(mapping => programs.Contains(mapping.File)).Select(mapping => (mapping.Start, mapping.Length));
    }

    /// <summary>Whether a line of smaps tells of pages that are not the file's any more, in memory (<c>Anonymous:            16 kB</c>) or swapped out (<c>Swap:</c>, which comes later).</summary>
    internal static bool HasWritten(string line)
    {
        bool tells = line.StartsWith("Anonymous:", StringComparison.Ordinal) || line.StartsWith("Swap:", StringComparison.Ordinal);
        return tells && line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1).Trim() is not "0 kB";
    }

    /// <summary>Reads a line such as <c>00404000-006b3000 r-xp 00004000 fe:00 5317257  /usr/bin/true</c>; true when it is of a file and not to be written to.</summary>
    internal static bool TryParseRange(string line, out nint start, out nint length)
    {
        start = length = 0;
        string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 6 || fields[1] is not ("r-xp" or "r--p") || !fields[5].StartsWith('/') || fields[0].Split('-') is not { Length: 2 } ends)
            return false;
        bool isRange = nint.TryParse(ends[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out start)
            & nint.TryParse(ends[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out nint end);
        length = end - start;
        return isRange && length > 0;
    }
}
