using System.Globalization;

namespace MemoryTracker.Procfs;

/// <summary>The numbers of a kernel's release. Distributions bring newer things into older kernels, so they tell of what is there at least.</summary>
/// <param name="Major">The 6 of <c>6.12.88-generic</c>.</param>
/// <param name="Minor">The 12.</param>
/// <param name="Patch">The 88; 0 where there is none.</param>
internal readonly record struct KernelVersion(int Major, int Minor, int Patch)
{
    /// <summary>Whether VmRSS is summed over all CPUs when it is read: see <see cref="ProcStatus.Rss"/>.</summary>
    public bool SumsRssExactly => (Major, Minor).CompareTo((6, 16)) >= 0 || ((Major, Minor) == (6, 12) && Patch >= 88);

    /// <summary>Reads a release; null when it does not begin with two numbers.</summary>
    public static KernelVersion? Parse(string release)
    {
        string[] parts = release.Split('.', 3);
        string patch = parts.Length < 3 ? "" : string.Concat(parts[2].TakeWhile(char.IsAsciiDigit));
        return TryParse(parts[0], out int major) && parts.Length > 1 && TryParse(string.Concat(parts[1].TakeWhile(char.IsAsciiDigit)), out int minor)
            ? new KernelVersion(major, minor, TryParse(patch, out int number) ? number : 0)
            : null;
    }

    private static bool TryParse(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
