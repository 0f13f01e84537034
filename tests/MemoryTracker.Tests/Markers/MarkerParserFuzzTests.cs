using System.Text;
using MemoryTracker.Markers;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Markers;

public class MarkerParserFuzzTests
{
    private const int Lines = 1_000_000;
    private const int LinesOfOneFile = 100;

    private static readonly MarkerClock?[] Clocks = [null, MarkerClock.Realtime, MarkerClock.Monotonic, MarkerClock.Boottime, MarkerClock.Relative];

    private static readonly byte[][] Good =
    [
        .. new[]
        {
            "1795525200.123456789 load done", "1795525200123 1795525200999 load", "12.5 +3.25 load", "2026-11-24 13:00:00,123 load",
            "2026-11-24T13:00:00Z,2026-11-24T14:00:01+01:00,load", "3 workers up", "\ufeff# comment",
            "time,end,label,tags,color", "label;duration;ts", "start\ttitle\tcolour", "12.5,14,\"a, \"\"b\"\"\",x;y,#abc", "load;0.5;1795525200", "12\t\"x\"\tred",
            """{"time":1795525200.5,"end":1795525201,"label":"a\ud83e\udd80\n","tags":["x","y"],"color":"#123456"}""",
            """[{"ts":1795525200123456,"dur":1e3,"ph":"X","name":"n","pid":1,"tid":2,"args":{"a":[1,{"b":null}]}},""",
            """{"time":12,"ph":"B","label":"load","tags":"a,b"}""",
            "FUNC __main__.load 22.7891 1795525200.1234 1044.5508 1795525201.5000 0", "MEM 22.78 1795525200.1",
            "B|123|load", "E|123", "S|123|load|7", "12.5 I|123|ready", "漢字 🦀 \u202e \e[2J \u009b",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly string[] Spice =
    [
        "\"", "\"\"", ",", ";", "\t", " ", "|", "+", "-", ".", "e9", "0", "99999999999999999999", "\\u001b", "\\ud800", "null", "[", "]", "{", "}", "\r", "\u2028", "\u202e", "\e[31m",
        new string('x', 5_000),
    ];

    private readonly Random _random = new(1);
    private readonly int[] _kinds = new int[Enum.GetValues<MarkKind>().Length];
    private int _problems;

    [Fact]
    public void Whatever_the_line_nothing_breaks_and_nothing_unsafe_comes_out()
    {
        MarkerParser parser = new(null);
        for (int i = 0; i < Lines; i++)
        {
            if (i % LinesOfOneFile == 0)
                parser = new MarkerParser(Clocks[_random.Next(Clocks.Length)]) { Now = 100_000_000_000_000 };
            Check(parser.Parse(Line()));
        }

        // Else the lines were so broken that nothing was tried.
        Assert.All(_kinds, count => Assert.InRange(count, Lines / 100, Lines));
        Assert.InRange(_problems, Lines / 100, Lines);
    }

    /// <summary>A good line, changed in up to three places; or nothing but noise.</summary>
    private byte[] Line()
    {
        if (_random.Next(20) == 0)
            return Noise(_random.Next(40));
        List<byte> line = [.. Good[_random.Next(Good.Length)]];
        for (int changes = _random.Next(4); changes > 0; changes--)
            Change(line);
        return [.. line];
    }

    private void Change(List<byte> line)
    {
        int place = _random.Next(line.Count + 1);
        int length = _random.Next(Math.Min(8, line.Count - place) + 1);
        switch (_random.Next(6))
        {
            case 0:
                line.RemoveRange(place, length);
                break;
            case 1:
                line.InsertRange(place, Noise(_random.Next(4)));
                break;
            case 2:
                line.InsertRange(place, line.GetRange(place, length));
                break;
            case 3:
                line.RemoveRange(place, line.Count - place);
                break;
            case 4:
                byte[] other = Good[_random.Next(Good.Length)];
                line.InsertRange(place, other[_random.Next(other.Length)..]);
                break;
            default:
                line.InsertRange(place, Encoding.UTF8.GetBytes(Spice[_random.Next(Spice.Length)]));
                break;
        }
    }

    private byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        _random.NextBytes(noise);
        return noise;
    }

    private void Check(MarkerLine line)
    {
        Assert.True(line.Mark is null || line.Problem is null);
        if (line.Problem is not null)
            _problems++;
        CheckText(line.Problem ?? "problem");
        if (line.Mark is not { } mark)
            return;
        _kinds[(int)mark.Kind]++;
        Assert.True(mark.Label.Length > 0 || mark.Kind == MarkKind.End);
        Assert.Equal(mark.Kind == MarkKind.Span, mark.Until is not null);
        if (mark.Until is { } until)
            Assert.True(until.Clock == mark.At!.Value.Clock && until.Nanoseconds >= mark.At.Value.Nanoseconds);
        CheckText(mark.Label);
        CheckText(mark.Track);
        Assert.InRange(mark.Tags.Count, 0, 16);
        foreach (string tag in mark.Tags)
            CheckText(tag);
        Assert.True(mark.Color is null || mark.Color == MarkerColor.Parse(Encoding.UTF8.GetBytes(mark.Color)));
    }

    private static void CheckText(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > Marker.LongestLabel || SafeText.Clean(text) != text)
            Assert.Fail($"unsafe or long: {SafeText.Clean(text)}");
    }
}
