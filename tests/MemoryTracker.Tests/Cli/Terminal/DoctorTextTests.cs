using MemoryTracker.Cli.Terminal;
using MemoryTracker.Doctor;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Cli.Terminal;

public class DoctorTextTests
{
    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_process_that_is_open(string culture) => Snapshot.Match("doctor-fine.txt", Cultures.Under(culture, () => Text(Examined.Fine(), 120)));

    [Fact]
    public void A_process_of_which_some_is_closed() => Snapshot.Match("doctor.txt", Text(Examined.Container(), 80));

    [Fact]
    public void A_process_that_cannot_be_recorded() => Snapshot.Match("doctor-refused.txt", Text(Examined.Refused(), 80));

    [Fact]
    public void On_a_terminal_what_is_not_fine_stands_out() =>
        Snapshot.Match("doctor-colour.txt", Text(Examined.Container(), 80, hasColor: true).Replace("\e", "<ESC>", StringComparison.Ordinal));

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal(int columns) => Assert.All(
        new[] { Examined.Fine(), Examined.Container(), Examined.Refused() }.SelectMany(document => Text(document, columns).Split('\n')),
        line => Assert.InRange(line.Length, 0, columns - 1));

    [Fact]
    public void What_is_left_alone_says_so()
    {
        DoctorDocument document = Examined.Fine();
        DoctorDocument.SourceFacts leftAlone = new("smaps_rollup", null, 0, "not measured");
        document = document with { Sources = [.. document.Sources.Select(source => source.Name == leftAlone.Name ? leftAlone : source)] };

        Assert.Matches(@"ok  smaps_rollup +–  pss, .*smaps_rss \(not measured\)", Text(document, 200));
    }

    private static string Text(DoctorDocument document, int columns, bool hasColor = false) => new DoctorText(document, columns).Render(hasColor);
}
