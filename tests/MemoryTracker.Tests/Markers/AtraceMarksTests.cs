namespace MemoryTracker.Tests.Markers;

public class AtraceMarksTests
{
    [Theory]
    [InlineData("B|123|load", "Begin load [track 123]")]
    [InlineData("B|123|load|all", "Begin load|all [track 123]")]
    [InlineData("E|123", "End  [track 123]")]
    [InlineData("E|123|load", "End load [track 123]")]
    [InlineData("I|123|ready", "Moment ready")]
    [InlineData("S|123|load|7", "Begin load [track 123|7]")]
    [InlineData("F|123|load|7", "End load [track 123|7]")]
    [InlineData("C|123|heap|42", "nothing")]
    [InlineData("12.5 B|123|load", "Begin Relative 12500000000 load [track 123]")]
    [InlineData("1795525200,E|123", "End Realtime 1795525200000000000  [track 123]")]
    [InlineData("12.5 C|123|heap|42", "nothing")]
    public void Its_letter_tells(string line, string expected) => Assert.Equal(expected, Parsed.Line(line));

    [Theory]
    [InlineData("B|x|load")]
    [InlineData("B||load")]
    [InlineData("B|-1|load")]
    [InlineData("B|")]
    [InlineData("E")]
    [InlineData("X|1|load")]
    [InlineData("b|1|load")]
    public void What_only_looks_like_it_is_a_label(string line) => Assert.Equal($"Moment {line}", Parsed.Line(line));

    [Theory]
    [InlineData("B|123", "does not say what begins: wanted is B|PID|NAME")]
    [InlineData("S|123|", "does not say what begins: wanted is S|PID|NAME")]
    [InlineData("12.5 I|123| ", "does not say what happened: wanted is I|PID|NAME")]
    public void Without_a_name_nothing_begins(string line, string problem) => Assert.Equal(problem, Parsed.Line(line));
}
