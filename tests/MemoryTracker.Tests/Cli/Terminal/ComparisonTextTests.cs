using MemoryTracker.Cli.Terminal;
using MemoryTracker.Comparing;
using MemoryTracker.Tests.Harness;
using Spectre.Console;

namespace MemoryTracker.Tests.Cli.Terminal;

public class ComparisonTextTests
{
    private const string Long = "a-name-that-is-much-longer-than-any-column-of-a-table-may-be-";

    private static Comparison Two => Compared.Singly(Compared.Ordinary("before.csv"), Compared.Ordinary("after.csv", size: 1.25, pace: 1.1));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Two_recordings(int columns) => Snapshot.Match(FormattableString.Invariant($"comparison-{columns}.txt"), Text(Two, columns));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void In_every_culture(string culture) => Snapshot.Match("comparison-80.txt", Cultures.Under(culture, () => Text(Two, 80)));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Groups_of_repeats(int columns) => Snapshot.Match(FormattableString.Invariant($"comparison-groups-{columns}.txt"), Text(Compared.Repeats(4), columns));

    [Fact]
    public void Assertions_of_each_recording() => Snapshot.Match("comparison-asserted.txt", Text(Asserted.Compared(), 120));

    [Fact]
    public void Too_few_repeats() => Snapshot.Match("comparison-too-few.txt", Text(Compared.Repeats(3), 100));

    [Fact]
    public void Many_recordings_with_hostile_names_are_told_below_each_other() => Snapshot.Match("comparison-many.txt", Text(Many(), 80));

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal_and_no_cell_is_torn(int columns)
    {
        foreach (Comparison comparison in new[] { Two, Many(), Compared.Repeats(4) })
        {
            string text = Text(comparison, columns);

            Assert.All(text.Split('\n'), line => Assert.InRange(line.GetCellWidth(), 0, columns));
            Assert.Contains("\nload: CPU time ", text, StringComparison.Ordinal);
        }
    }

    private static Comparison Many() => Compared.Singly(
        Compared.Ordinary("[red]a[/].csv"),
        Compared.Ordinary("漢字漢字漢字漢字漢字漢字.csv", size: 2),
        Compared.Of("blind.csv", [Samples.At(0), Samples.At(1)]),
        Compared.Ordinary(Long + "b.csv", size: 0.5),
        Compared.Ordinary(Long + Long + "c.csv", size: 100));

    private static string Text(Comparison comparison, int columns) => new ComparisonText(comparison, columns).Render(hasColor: false);
}
