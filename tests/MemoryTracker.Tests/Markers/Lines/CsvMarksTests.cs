using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Tests.Markers.Lines;

public class CsvMarksTests
{
    [Theory]
    [InlineData("time,label", "12.5,load", "Moment Relative 12500000000 load")]
    [InlineData("label,time", "load,12.5", "Moment Relative 12500000000 load")]
    [InlineData("TimeStamp;Message", "12.5;load", "Moment Relative 12500000000 load")]
    [InlineData("TS\tTITLE", "12.5\tload", "Moment Relative 12500000000 load")]
    [InlineData("\"start\" , \"text\"", "12.5 , \"load\"", "Moment Relative 12500000000 load")]
    [InlineData("\ufefftime,name", "12,load", "Moment Relative 12000000000 load")]
    [InlineData("time,end,label", "12,13.5,load", "Span Relative 12000000000..13500000000 load")]
    [InlineData("time,end,label", "12,12,load", "Span Relative 12000000000..12000000000 load")]
    [InlineData("time,timeEnd,label", "12,13.5,load", "Span Relative 12000000000..13500000000 load")]
    [InlineData("time,end,label", "12,,load", "Moment Relative 12000000000 load")]
    [InlineData("time,duration,label", "12,0.5,load", "Span Relative 12000000000..12500000000 load")]
    [InlineData("time,dur,label", "12,5e-05,load", "Span Relative 12000000000..12000050000 load")]
    [InlineData("time,label", "1.795525200123000000e+09,load", "Moment Realtime 1795525200123000000 load")]
    [InlineData("x,time,y,label,z", "a,12,b,load,c", "Moment Relative 12000000000 load")]
    [InlineData("time,label,end", "12,load", "Moment Relative 12000000000 load")]
    [InlineData("time,title,text", "12,,load", "Moment Relative 12000000000 load")]
    [InlineData("time,title,text", "12,load,more", "Moment Relative 12000000000 load")]
    [InlineData("time,label", "12,load, all, of it", "Moment Relative 12000000000 load, all, of it")]
    [InlineData("time,label", "12,\"load, \"\"all\"\" of it\"", "Moment Relative 12000000000 load, \"all\" of it")]
    [InlineData("time,label", "12,\"load\", \"all\"", "Moment Relative 12000000000 \"load\", \"all\"")]
    [InlineData("time,label", "12,\"load", "Moment Relative 12000000000 \"load")]
    [InlineData("label,time", "\"a,b\",12", "Moment Relative 12000000000 a,b")]
    [InlineData("label,time", "\"a\" b,12", "Moment Relative 12000000000 \"a\" b")]
    [InlineData("label,time", "\"\",12", "has a time but no label")]
    [InlineData("time,label,tags,color", "12,load,\"io,,gpu; slow\",#F0a", "Moment Relative 12000000000 load [color #ff00aa] [tags io|gpu|slow]")]
    [InlineData("time,label,colour", "12,load,Teal", "Moment Relative 12000000000 load [color #008080]")]
    [InlineData("time,label,colour", "12,load,url(x)", "Moment Relative 12000000000 load")]
    [InlineData("time,ph,name", "12,B,load", "Begin Relative 12000000000 load")]
    [InlineData("time,label", ",load", "Moment load")]
    [InlineData("time\tlabel", "\tload", "Moment load")]
    [InlineData("time,label", "2026-11-24 13:00:00Z,load", "Moment Realtime 1795525200000000000 load")]
    [InlineData("time,label", "\"2026-11-24 13:00:00,5+00:00\",load", "Moment Realtime 1795525200500000000 load")]
    public void Rows_follow_their_header(string header, string row, string expected) => Assert.Equal(expected, Parsed.Last(header, row));

    [Theory]
    [InlineData("time,label")]
    [InlineData("  time , label")]
    [InlineData("label;x;ts")]
    [InlineData("start\tname\r")]
    public void A_header_is_no_mark(string header) => Assert.Equal("nothing", Parsed.Last(header));

    [Theory]
    [InlineData("time label")]
    [InlineData("time,colour")]
    [InlineData("label,name")]
    [InlineData("time,label;x")]
    [InlineData("the time,label")]
    [InlineData("time")]
    public void Without_a_column_of_times_and_one_of_labels_it_is_a_label(string line) => Assert.Equal($"Moment {line}", Parsed.Last(line));

    [Theory]
    [InlineData("ends before it begins", "time,end,label", "12,11,load")]
    [InlineData("\"soon\" is no time: wanted is 2026-11-24T13:00:00Z, 1795525200.123 or the like", "time,label", "soon,load")]
    [InlineData("\"soon\" is no time: wanted is 2026-11-24T13:00:00Z, 1795525200.123 or the like", "time,end,label", "12,soon,load")]
    [InlineData("\"-12\" is no time: wanted is 2026-11-24T13:00:00Z, 1795525200.123 or the like", "time,label", "-12,load")]
    [InlineData("\"-1\" is no duration: wanted are seconds, such as 2.5", "time,duration,label", "12,-1,load")]
    [InlineData("begins on one clock and ends on another", "time,end,label", "12,1795525200,load")]
    [InlineData("tells its end or duration but not its time", "time,end,label", ",12,load")]
    [InlineData("has a time but no label", "time,label", "12")]
    [InlineData("has a time but no label", "time,label", "12,")]
    [InlineData("has a time but no label", "time,label", "12, \" \" ")]
    [InlineData("has fewer cells than the header asks for", "label,time", "load")]
    public void A_row_that_cannot_be_says_why(string problem, string header, string row) => Assert.Equal(problem, Parsed.Last(header, row));

    [Theory]
    [InlineData("time,label", "12.5 load", "Moment Relative 12500000000 load")]
    [InlineData("label,time", "12.5 load", "Moment Relative 12500000000 load")]
    [InlineData("label,time", "1795525200;load", "Moment Realtime 1795525200000000000 load")]
    [InlineData("label,x,time", "12.5,load", "Moment Relative 12500000000 load")]
    [InlineData("time,label", "12.5 14.0 load", "Span Relative 12500000000..14000000000 load")]
    [InlineData("time,label", "{\"time\":1,\"label\":\"x\"}", "Moment Relative 1000000000 x")]
    [InlineData("time,label", "FUNC f 1.0 1.0 1.0 2.0 0", "Span Realtime 1000000000..2000000000 f")]
    [InlineData("time,label", "B|1|x", "Begin x [track 1]")]
    [InlineData("time,label", "# 12.5,load", "nothing")]
    [InlineData("time,label", "", "nothing")]
    [InlineData("time;label", ";;;", "nothing")]
    [InlineData("time,label", ",", "nothing")]
    [InlineData("time,label", "label,time", "nothing")]
    public void Other_lines_may_stand_between_the_rows(string header, string line, string expected) => Assert.Equal(expected, Parsed.Last(header, line));

    [Fact]
    public void A_header_anew_counts_from_then_on() => Assert.Equal("Moment Relative 12000000000 load", Parsed.Last("time,label", "1,x", "label;time", "load;12"));
}
