using System.Text.RegularExpressions;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests;

/// <summary>The mistakes in tests/mutants, which are tried by hand, fit the sources as they are now.</summary>
public partial class MutantsTests
{
    private const int Fewest = 20;

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "mutants");

    public static TheoryData<string> Mutants => [.. Directory.EnumerateFiles(Folder, "*.patch").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_enough_of_them_and_none_twice()
    {
        string[] changes = [.. Mutants.Select(row => string.Join('\n', File.ReadLines(Path.Combine(Folder, row.Data)).SkipWhile(line => !line.StartsWith("--- ", StringComparison.Ordinal))))];

        Assert.InRange(changes.Length, Fewest, int.MaxValue);
        Assert.Equal(changes.Length, changes.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Each_says_what_goes_wrong_and_fits_its_source(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, name));
        string source = File.ReadAllText(Path.Combine(Repository.Root, Target().Match(string.Join('\n', lines)).Groups[1].Value));
        string[] changes = [.. lines.SkipWhile(line => !line.StartsWith("@@ ", StringComparison.Ordinal))];

        Assert.EndsWith(".", lines[0], StringComparison.Ordinal);
        Assert.Contains(changes, line => line.StartsWith('-') || line.StartsWith('+'));
        foreach (string hunk in string.Join('\n', changes).Split("\n@@ ", StringSplitOptions.RemoveEmptyEntries))
        {
            string before = string.Join('\n', hunk.Split('\n')[1..].Where(line => line.StartsWith(' ') || line.StartsWith('-')).Select(line => line[1..]));
            Assert.Contains(before, source, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void The_tests_that_should_see_it_are_there(string name)
    {
        string[] filters = File.ReadAllLines(Path.Combine(Folder, name))[1].Split(' ');

        Assert.Equal("Tests:", filters[0]);
        Assert.All(filters[1..], filter => Assert.Contains(
            typeof(MutantsTests).Assembly.GetTypes(), type => type.FullName!.EndsWith(filter.TrimStart('*'), StringComparison.Ordinal) && filter.StartsWith('*')));
        Assert.NotEmpty(filters[1..]);
    }

    [GeneratedRegex(@"^\+\+\+ b/(\S+)$", RegexOptions.Multiline)]
    private static partial Regex Target();
}
