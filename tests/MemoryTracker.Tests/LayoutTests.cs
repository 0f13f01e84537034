using System.Text.RegularExpressions;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests;

/// <summary>The arrows between the library's folders go one way only: what stands lower never uses what stands higher.</summary>
public partial class LayoutTests
{
    private const string Root = "";

    private static readonly string[] FromLowToHigh = ["Linux", "Procfs", "Targets", "Sampling", "Metrics", "Markers", "Statistics", "Limits", Root, "Recordings", "Charts", "Reports", "Comparing", "Doctor"];

    [Fact]
    public void A_folder_uses_only_what_stands_lower() => Assert.Empty(
        from file in Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
        let folder = Top(Path.GetRelativePath(Library, file))
        from Match use in Using().Matches(File.ReadAllText(file))
        let used = use.Groups[1].Value
        where used != folder && !IsLower(used, folder)
        select $"{Path.GetRelativePath(Library, file)} uses {used}");

    /// <summary>They need no using for it: what stands in the root is of the namespace around theirs.</summary>
    [Fact]
    public void What_stands_below_the_root_uses_nothing_of_it_but_safe_text()
    {
        string[] above = [.. Directory.EnumerateFiles(Library, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Where(type => type != nameof(SafeText))];

        Assert.Contains(nameof(Recorder), above);
        Assert.Empty(
            from file in Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(Library, file)
            where Top(name).Length > 0 && IsLower(Top(name), Root)
            from line in File.ReadLines(file)
            from Match word in Word().Matches(Unspoken().Replace(line, ""))
            where above.Contains(word.Value)
            select $"{name} uses {word.Value}");
    }

    [Fact]
    public void Every_folder_has_its_place() => Assert.Equal(
        FromLowToHigh.Where(folder => folder.Length > 0).Order(StringComparer.Ordinal),
        Directory.EnumerateDirectories(Library).Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal));

    private static string Library => Path.Combine(Repository.Root, "src", "MemoryTracker");

    private static string Top(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : Root;

    /// <summary>Charts and Recordings stand side by side, above everything else.</summary>
    private static bool IsLower(string used, string by) =>
        Array.IndexOf(FromLowToHigh, used) < Array.IndexOf(FromLowToHigh, by) && (used, by) is not ("Recordings", "Charts");

    [GeneratedRegex(@"^using (?:static )?MemoryTracker\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    /// <summary>Texts and remarks.</summary>
    [GeneratedRegex(@"//.*$|""[^""]*""")]
    private static partial Regex Unspoken();
}
