using System.Text;
using MemoryTracker.Comparing;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Comparing;

public class ComparisonMarkdownTests
{
    private const string Hostile = "a|b`c\n<img src=x>@user [x](http://x) *b*.csv";

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void Two_groups(string culture) => Snapshot.Match("comparison.md", Cultures.Under(culture, () => Text(Compared.Repeats(4))));

    [Fact]
    public void Assertions_of_each_recording() => Snapshot.Match("comparison-asserted.md", Text(Asserted.Compared()));

    [Fact]
    public void Hostile_names() => Snapshot.Match("comparison-hostile.md", Text(Compared.Singly(
        Compared.Of(SafeText.Clean(Hostile), [Samples.At(0, rss: 1 << 20), Samples.At(1, rss: 1 << 21)], Marks.Span(0, 1, Hostile)),
        Compared.Ordinary("b.csv"),
        Compared.Ordinary("c|d.csv"))));

    private static string Text(Comparison comparison) => Encoding.UTF8.GetString(ComparisonMarkdown.Write(comparison, title: null));
}
