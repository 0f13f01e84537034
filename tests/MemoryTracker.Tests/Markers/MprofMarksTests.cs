namespace MemoryTracker.Tests.Markers;

public class MprofMarksTests
{
    private const string NoLine = "is no line of mprof: wanted is FUNC NAME MEMORY START MEMORY END";

    [Theory]
    [InlineData("FUNC __main__.load 22.7891 1795525200.1234 1044.5508 1795525201.5000 0", "__main__.load")]
    [InlineData("FUNC __main__.load 22.7891 1795525200.1234 1044.5508 1795525201.5000", "__main__.load")]
    [InlineData("FUNC .load the data 22.7891 1795525200.1234 1044.5508 1795525201.5000 12", ".load the data")]
    [InlineData("FUNC .step 3 22.7891 1795525200.1234 1044.5508 1795525201.5000 1\r", ".step 3")]
    public void A_call_is_a_span(string line, string label) => Assert.Equal($"Span Realtime 1795525200123400000..1795525201500000000 {label}", Parsed.Line(line));

    [Theory]
    [InlineData("CMDLINE python3 work.py")]
    [InlineData("MEM 22.789062 1795525200.1234")]
    [InlineData("CHLD 0 22.789062 1795525200.1234")]
    public void Its_samples_and_its_command_are_none_of_our_business(string line) => Assert.Equal("nothing", Parsed.Line(line));

    [Theory]
    [InlineData("FUNC f", NoLine)]
    [InlineData("FUNC f 1.0 2.0", NoLine)]
    [InlineData("FUNC 1.0 2.0 1.0 3.0 0", NoLine)]
    [InlineData("FUNC f 1.0 x 1.0 3.0 0", NoLine)]
    [InlineData("FUNC f 1.0 2.0 1.0 -3.0 0", NoLine)]
    [InlineData("FUNC f 1.0 3.0 1.0 2.0 0", "ends before it begins")]
    public void What_is_no_call_says_so(string line, string problem) => Assert.Equal(problem, Parsed.Line(line));
}
