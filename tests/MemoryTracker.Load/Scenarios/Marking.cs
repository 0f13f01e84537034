using System.Globalization;
using System.Text.Json;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.Load.Scenarios;

/// <summary>Does something again and again, and writes into a marker file what it did and when, as programs of many kinds would.</summary>
internal static class Marking
{
    private const long Second = 1_000_000_000;

    /// <summary>How the beginning and the end of something are written: each of the two lines may be missing.</summary>
    private static readonly Dictionary<string, (Func<string, long, string>? Begin, Func<string, long, long, string>? End)> Forms = new()
    {
        ["seconds"] = ((label, from) => $"{Seconds(from)} {label}", null),
        ["milliseconds"] = ((label, from) => $"{from / 1_000_000}\t{label}", null),
        ["microseconds"] = ((label, from) => $"{from / 1_000},{label}", null),
        ["nanoseconds"] = ((label, from) => $"{from};{label}", null),
        ["iso"] = ((label, from) => $"{Utc(from):O} {label}", null),
        ["local"] = ((label, from) => $"{Utc(from).ToLocalTime():yyyy-MM-dd HH:mm:ss,fff} {label}", null),
        ["offset"] = ((label, from) => $"{new DateTimeOffset(Utc(from)).ToOffset(TimeSpan.FromHours(5.5)):yyyy-MM-ddTHH:mm:ss.ffffffzzz} {label}", null),
        ["monotonic"] = ((label, _) => $"{Seconds(Clock.Monotonic)} {label}", null),
        ["boottime"] = ((label, _) => $"{Clock.Boottime / 1_000_000} {label}", null),
        ["span"] = (null, (label, from, to) => $"{Seconds(from)} {Seconds(to)} {label}"),
        ["length"] = (null, (label, from, to) => $"{Seconds(from)} +{Seconds(to - from)} {label}"),
        ["csv"] = (null, (label, from, to) => $"{Utc(from):O};{Utc(to):O};\"{label}\";load,csharp;#ff8800"),
        ["json"] = (null, (label, from, to) => $$"""{"ts":{{Seconds(from)}},"duration":{{Seconds(to - from)}},"name":{{JsonSerializer.Serialize(label, TruthJson.Default.String)}}}"""),
        ["json-pairs"] = (
            (label, from) => $$"""{"time":"{{Utc(from):O}}","ph":"B","label":"{{label}}"}""",
            (label, _, to) => $$"""{"time":"{{Utc(to):O}}","ph":"E","label":"{{label}}"}"""),
        ["mprof"] = (null, (label, from, to) => $"FUNC {label.Replace(' ', '.')} 1.5 {Seconds(from)} 2.5 {Seconds(to)} 0"),
        ["atrace"] = ((label, _) => $"B|{Environment.ProcessId}|{label}", (_, _, _) => $"E|{Environment.ProcessId}"),
        ["untimed"] = ((label, _) => label, null),
    };

    private static readonly Dictionary<string, string> Headers = new() { ["csv"] = "start;end;label;tags;color" };

    public static int Mark(string form, string path, int count, TimeSpan hold, long bytes)
    {
        (Func<string, long, string>? begin, Func<string, long, long, string>? end) = Forms[form];
        Start.WhenTold();
        if (Headers.TryGetValue(form, out string? header))
            Append(path, header);
        for (int i = 1; i <= count; i++)
        {
            Thread.Sleep(hold);
            string label = string.Create(CultureInfo.InvariantCulture, $"{form} {i}");
            long from = Clock.Realtime;
            if (begin is not null)
                Append(path, begin(label, from));
            using KnownMemory memory = new(bytes);
            long rss = PageTables.ResidentBytes();
            Thread.Sleep(hold);
            long to = Clock.Realtime;
            if (end is not null)
                Append(path, end(label, from, to));
            Start.Tell(new Happening(label, from, end is null ? from : to, rss));
        }

        Thread.Sleep(hold);
        return 0;
    }

    private static void Append(string path, string line) => File.AppendAllText(path, line + "\n");

    private static string Seconds(long nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / Second}.{nanoseconds % Second:000000000}");

    private static DateTime Utc(long realtime) => DateTime.UnixEpoch.AddTicks(realtime / 100);
}
