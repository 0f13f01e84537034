namespace MemoryTracker.Cli.Terminal;

/// <summary>The locale by which a terminal shows characters.</summary>
/// <param name="Name">Its name; empty when none is set.</param>
internal readonly record struct CharacterLocale(string Name)
{
    /// <summary>Ours.</summary>
    public static CharacterLocale Own => Of(Environment.GetEnvironmentVariable("LC_ALL"), Environment.GetEnvironmentVariable("LC_CTYPE"), Environment.GetEnvironmentVariable("LANG"));

    /// <summary>Whether it is one of UTF-8.</summary>
    public bool IsUtf8 => Name.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || Name.Contains("UTF8", StringComparison.OrdinalIgnoreCase);

    /// <summary>The one that those variables of setlocale(3) decide: the first that is set counts.</summary>
    public static CharacterLocale Of(string? all, string? ctype, string? lang) => new(new[] { all, ctype, lang }.FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "");
}
