using System.Globalization;
using System.Text;
using MemoryTracker.Markers;

namespace MemoryTracker.Tests.Markers;

/// <summary>What a parser makes of lines, in one text that a table can hold.</summary>
internal static class Parsed
{
    /// <summary>What becomes of one line by itself.</summary>
    public static string Line(string line, MarkerClock? clock = null, long now = 0) => Describe(new MarkerParser(clock) { Now = now }.Parse(Encoding.UTF8.GetBytes(line)));

    /// <summary>What becomes of the last of several lines.</summary>
    public static string Last(params string[] lines)
    {
        MarkerParser parser = new(null);
        MarkerLine last = default;
        foreach (string line in lines)
            last = parser.Parse(Encoding.UTF8.GetBytes(line));
        return Describe(last);
    }

    /// <summary>Such as <c>Span Realtime 1000000000..2000000000 load</c>, with what else there is in brackets.</summary>
    public static string Describe(MarkerLine line)
    {
        if (line.Mark is not { } mark)
            return line.Problem ?? "nothing";
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{mark.Kind} ");
        if (mark.At is { } at)
            text.Append(CultureInfo.InvariantCulture, $"{at.Clock} {at.Nanoseconds}");
        if (mark.Until is { } until)
        {
            Assert.Equal(mark.At!.Value.Clock, until.Clock);
            text.Append(CultureInfo.InvariantCulture, $"..{until.Nanoseconds}");
        }

        text.Append(mark.At is null ? "" : " ").Append(mark.Label);
        Append(text, "track", mark.Track);
        Append(text, "color", mark.Color ?? "");
        Append(text, "tags", string.Join('|', mark.Tags));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, string value) => text.Append(value.Length == 0 ? "" : $" [{name} {value}]");
}
