using System.Globalization;
using MemoryTracker.Linux;

namespace MemoryTracker.Procfs;

/// <summary>
/// The program's own machine code in memory. Starting touches most of it, recording a few pages: the rest would be half of our resident
/// memory for as long as we record.
/// </summary>
internal static class OwnCode
{
    /// <summary>
    /// Lets go of all code pages; those that are still needed come back from the page cache at their next use, in about a microsecond each. Only
    /// mappings that nobody can have written to are touched, so nothing is lost.
    /// </summary>
    public static void Release(ProcRoot root)
    {
        try
        {
            foreach (string line in File.ReadLines($"{root.Path}/self/maps"))
            {
                if (TryParseCode(line, out nint start, out nint length))
                    _ = LibC.Advise(start, length, LibC.AdviceDontNeed);
            }
        }
        catch (IOException)
        {
            // No descriptor is left for it, say: then we stay as large as we are.
        }
    }

    /// <summary>Reads a line such as <c>00404000-006b3000 r-xp 00004000 fe:00 5317257  /usr/bin/true</c>; true when it is the code of a file.</summary>
    internal static bool TryParseCode(string line, out nint start, out nint length)
    {
        start = length = 0;
        string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        string[] ends = fields[0].Split('-');
        if (fields.Length < 6 || fields[1] != "r-xp" || !fields[5].StartsWith('/') || ends.Length != 2)
            return false;
        bool isRange = nint.TryParse(ends[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out start)
            & nint.TryParse(ends[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out nint end);
        length = end - start;
        return isRange && length > 0;
    }
}
