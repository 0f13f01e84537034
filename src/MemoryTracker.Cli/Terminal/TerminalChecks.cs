using MemoryTracker.Doctor;

namespace MemoryTracker.Cli.Terminal;

/// <summary>What the terminal can show.</summary>
internal static class TerminalChecks
{
    // The summary's and the doctor's tables fit into as many.
    private const int EnoughColumns = 80;

    /// <summary>All of them.</summary>
    public static IEnumerable<Check> Of(StandardStream stream) =>
        stream.IsTerminal ? [Size(stream), Colors(stream), Locale()] : [New("output", true, "no terminal: no live line, no colours"), Locale()];

    /// <summary>Whether text with µ and · is shown right. The variables are those of setlocale(3), the first that is set counts.</summary>
    internal static Check Locale(string? all, string? ctype, string? lang)
    {
        const string Problem = "µ and – may be shown wrong";
        string locale = SafeText.Clean(new[] { all, ctype, lang }.FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "");
        return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase)
            ? New("characters", true, locale)
            : New("characters", false, $"{(locale.Length == 0 ? "no locale is set" : $"{locale} is not UTF-8")}: {Problem}", "export LC_ALL=C.UTF-8");
    }

    private static Check Locale() => Locale(
        Environment.GetEnvironmentVariable("LC_ALL"), Environment.GetEnvironmentVariable("LC_CTYPE"), Environment.GetEnvironmentVariable("LANG"));

    private static Check New(string name, bool? fine, string finding, string? help = null) => new(Topics.Terminal, name, fine, finding, help);

    private static Check Size(StandardStream stream) => stream.Columns switch
    {
        int.MaxValue => New("size", null, "the terminal does not tell"),
        < EnoughColumns and var columns => New("size", false, $"{columns} columns", $"tables want {EnoughColumns}"),
        var columns => New("size", true, $"{columns} columns"),
    };

    private static Check Colors(StandardStream stream) => stream.HasColor
        ? New("colours", true, "yes")
        : New("colours", true, StandardStream.IsDumb ? "no: TERM is missing or dumb, so there is no live line either" : "no: NO_COLOR is set");
}
