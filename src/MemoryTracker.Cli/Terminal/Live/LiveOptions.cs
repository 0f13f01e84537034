namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>How the live view looks, and where.</summary>
/// <param name="Terminal">The terminal.</param>
/// <param name="IsShared">Whether a launched command writes to it as well.</param>
/// <param name="IsAscii">Whether it shows nothing but ASCII.</param>
internal sealed record LiveOptions(StandardStream Terminal, bool IsShared, bool IsAscii)
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>Whether the locale is one of UTF-8, by the variables that decide it (locale(7)).</summary>
    public static bool IsUtf8Locale
    {
        get
        {
            string? locale = LocaleVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
            return locale is not null && (locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase));
        }
    }
}
