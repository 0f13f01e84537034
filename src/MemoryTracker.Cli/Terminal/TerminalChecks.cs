using MemoryTracker.Doctor;

namespace MemoryTracker.Cli.Terminal;

/// <summary>What the terminal can show.</summary>
internal static class TerminalChecks
{
    // The summary's and the doctor's tables fit into as many.
    private const int EnoughColumns = 80;

    /// <summary>All of them.</summary>
    public static IEnumerable<Check> Of(StandardStream stream) =>
        stream.IsTerminal ? [Size(stream), Colors(stream), Locale(CharacterLocale.Own)] : [New("output", true, "no terminal: no live line, no colours"), Locale(CharacterLocale.Own)];

    /// <summary>Whether text with µ and · is shown right.</summary>
    internal static Check Locale(CharacterLocale locale)
    {
        const string Problem = "µ and – may be shown wrong";
        string name = SafeText.Clean(locale.Name);
        return locale.IsUtf8
            ? New("characters", true, name)
            : New("characters", false, $"{(name.Length == 0 ? "no locale is set" : $"{name} is not UTF-8")}: {Problem}", "export LC_ALL=C.UTF-8");
    }

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
