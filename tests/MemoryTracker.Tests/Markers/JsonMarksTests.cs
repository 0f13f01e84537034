namespace MemoryTracker.Tests.Markers;

public class JsonMarksTests
{
    private const string NoObject = "begins like JSON but is no whole object on one line";

    [Theory]
    [InlineData("""{"time":1795525200.123456789,"label":"load"}""", "Moment Realtime 1795525200123456789 load")]
    [InlineData("""{"time":1795525200.123456789,"ph":"B","label":"load"}""", "Begin Realtime 1795525200123456789 load")]
    [InlineData("""{"time":1795525200.123456789,"ph":"E","label":"load"}""", "End Realtime 1795525200123456789 load")]
    [InlineData("""{"time":12,"ph":"e"}""", "End Relative 12000000000 ")]
    [InlineData("""{"TS":12,"Name":"load"}""", "Moment Relative 12000000000 load")]
    [InlineData("""{"timestamp":"12.5","text":"load"}""", "Moment Relative 12500000000 load")]
    [InlineData("""{"start":"2026-11-24T13:00:00Z","end":"2026-11-24T13:00:01Z","title":"load"}""", "Span Realtime 1795525200000000000..1795525201000000000 load")]
    [InlineData("""{"time":1795525200123,"timeEnd":1795525200124,"tags":["a","b"],"text":"load"}""", "Span Realtime 1795525200123000000..1795525200124000000 load [tags a|b]")]
    [InlineData("""{"time":12,"duration":0.5,"message":"load"}""", "Span Relative 12000000000..12500000000 load")]
    [InlineData("""{"time":12,"dur":0.5,"message":"load"}""", "Span Relative 12000000000..12500000000 load")]
    [InlineData("""{"time":12,"duration":5e-05,"label":"x"}""", "Span Relative 12000000000..12000050000 x")]
    [InlineData("""{"time":1.7955252001234567E+18,"label":"x"}""", "Moment Realtime 1795525200123456700 x")]
    [InlineData("""{"ts":1795525200123456,"dur":1500,"ph":"X","name":"load","pid":1,"tid":2,"args":{"time":3,"a":[{}]}}""", "Span Realtime 1795525200123456000..1795525200124956000 load")]
    [InlineData("""{"ts":1795525200123456,"ph":"B","name":"load","pid":1,"tid":2}""", "Begin Realtime 1795525200123456000 load [track 1/2]")]
    [InlineData("""{"ts":1795525200123456,"ph":"i","name":"load","pid":1,"tid":2,"s":"g"}""", "Moment Realtime 1795525200123456000 load")]
    [InlineData("""{"name":"process_name","ph":"M","pid":1,"args":{"name":"x"}}""", "nothing")]
    [InlineData("""{"name":"c","ph":"C","ts":1,"args":{"x":1}}""", "nothing")]
    [InlineData("""{"label":"load"}""", "Moment load")]
    [InlineData("""{"time":null,"label":"load","end":null,"color":null}""", "Moment load")]
    [InlineData("""{"time":12,"label":42}""", "Moment Relative 12000000000 42")]
    [InlineData("""{"time":12,"label":true,"text":"x"}""", "Moment Relative 12000000000 x")]
    [InlineData("""{"time":12,"title":"","text":"load"}""", "Moment Relative 12000000000 load")]
    [InlineData("""{"time":12,"label":"x","tags":"a, b;c"}""", "Moment Relative 12000000000 x [tags a|b|c]")]
    [InlineData("""{"time":12,"label":"x","tags":["a, b",["n"],{"o":1},null,5," "]}""", "Moment Relative 12000000000 x [tags a, b|5]")]
    [InlineData("""{"time":12,"label":"x","color":"#1A2b3C"}""", "Moment Relative 12000000000 x [color #1a2b3c]")]
    [InlineData("""  { "time" : 12 , "label" : "x" , }  """, "Moment Relative 12000000000 x")]
    [InlineData("""{"time":12,"label":"x"},""", "Moment Relative 12000000000 x")]
    [InlineData("""[{"time":12,"label":"x"},""", "Moment Relative 12000000000 x")]
    [InlineData("""[ {"time":12,"label":"x"}]""", "Moment Relative 12000000000 x")]
    [InlineData("[", "nothing")]
    [InlineData(" ] ", "nothing")]
    [InlineData("],", "nothing")]
    [InlineData("""{"time":12,"label":"tab\tnew\nline \"q\" \\ \/ é \u00e9 \ud83e\udd80"}""", "Moment Relative 12000000000 tab\ufffdnew\ufffdline \"q\" \\ / é é 🦀")]
    [InlineData("""{"time":12,"label":"a\udcffb \ud83e x \ud83e\ud83e\udd80 \ud83e"}""", "Moment Relative 12000000000 a\ufffdb \ufffd x \ufffd🦀 \ufffd")]
    [InlineData("""{"time":12,"label":"\u001b[31mred\u202e"}""", "Moment Relative 12000000000 \ufffd[31mred\ufffd")]
    public void An_object_is_a_mark(string line, string expected) => Assert.Equal(expected, Parsed.Line(line));

    [Theory]
    [InlineData("{", NoObject)]
    [InlineData("{}x", "has more than one JSON object")]
    [InlineData("""{"time":12,"label":"x"} {"time":13,"label":"y"}""", "has more than one JSON object")]
    [InlineData("""{"time":12,"label":"x" """, NoObject)]
    [InlineData("""{"time":12,"label":"x""", NoObject)]
    [InlineData("""{time:12,label:'x'}""", NoObject)]
    [InlineData("""{"time":NaN,"label":"x"}""", NoObject)]
    [InlineData("""{"time":012,"label":"x"}""", NoObject)]
    [InlineData("""{"time":12,"label":"\ud8"}""", NoObject)]
    [InlineData("{\"time\":12,\"label\":\"a\tb\"}", NoObject)]
    [InlineData("{}", "has no label")]
    [InlineData("""{"time":12}""", "has a time but no label")]
    [InlineData("""{"time":12,"ph":"B"}""", "has a time but no label")]
    [InlineData("""{"time":12,"end":11,"label":"x"}""", "ends before it begins")]
    [InlineData("""{"time":12,"duration":-1,"label":"x"}""", "\"-1\" is no duration: wanted are seconds, such as 2.5")]
    [InlineData("""{"ts":12,"dur":-1,"ph":"X","label":"x"}""", "\"-1\" is no duration: wanted are microseconds, such as 2.5")]
    [InlineData("""{"time":12,"duration":1e10,"label":"x"}""", "\"1e10\" is no duration: wanted are seconds, such as 2.5")]
    [InlineData("""{"end":12,"label":"x"}""", "tells its end or duration but not its time")]
    [InlineData("""{"time":-12,"label":"x"}""", "\"-12\" is no time: wanted is 2026-11-24T13:00:00Z, 1795525200.123 or the like")]
    [InlineData("""{"time":"\u001b[2J","label":"x"}""", "\"\ufffd[2J\" is no time: wanted is 2026-11-24T13:00:00Z, 1795525200.123 or the like")]
    public void Another_says_why_not(string line, string problem) => Assert.Equal(problem, Parsed.Line(line));

    [Fact]
    public void Depth_does_no_harm()
    {
        Assert.Equal(NoObject, Parsed.Line($"{{\"label\":\"x\",\"args\":{new string('[', 100_000)}{new string(']', 100_000)}}}"));
        Assert.Equal(NoObject, Parsed.Line(new string('{', 100_000)));
        Assert.Equal("nothing", Parsed.Line(new string('[', 100_000)));
    }

    [Fact]
    public void Of_many_tags_sixteen_are_kept() =>
        Assert.Equal(
            "Moment x [tags 0|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15]",
            Parsed.Line($"{{\"label\":\"x\",\"tags\":[{string.Join(',', Enumerable.Range(0, 1_000))}]}}"));
}
