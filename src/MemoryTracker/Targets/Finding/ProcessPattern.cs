using System.Text;
using System.Text.RegularExpressions;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Finding;

/// <summary>Which processes are meant: by their command name, or by their whole command line. It never changes.</summary>
public sealed class ProcessPattern
{
    // No honest pattern needs so long for 64 KiB; one that does would stop the recording that looks for it.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(100);

    private readonly byte[] _name;
    private readonly NameGlob? _glob;
    private readonly Regex? _commandLine;

    private ProcessPattern(string text, NameGlob? glob, Regex? commandLine)
    {
        Text = text;
        _name = Encoding.UTF8.GetBytes(text);
        _glob = glob;
        _commandLine = commandLine;
    }

    /// <summary>The pattern as it was given.</summary>
    public string Text { get; }

    /// <summary>Whether it is about the command line and not about the name.</summary>
    public bool IsOfCommandLine => _commandLine is not null;

    /// <summary>Whether the name alone does not decide, because the kernel keeps less of it than there is in the pattern.</summary>
    internal bool IsLongName => _commandLine is null && _glob is null && _name.Length > CommandName.MaxLength;

    /// <summary>
    /// The exact command name, or with <c>*</c>, <c>?</c>, <c>[abc]</c> or <c>[!a-z]</c> in it a glob on the name. Of an exact one that is longer than the 15 bytes that the kernel keeps, those are compared,
    /// and then the whole with the file name in the first or second argument (the second one of a script).
    /// </summary>
    /// <exception cref="PatternException">It cannot be understood or can match nothing.</exception>
    public static ProcessPattern OfName(string pattern) => pattern.Length == 0
        ? throw new PatternException("the name pattern is empty: give a command name, such as python3, or a glob, such as 'python*'")
        : new ProcessPattern(pattern, NameGlob.IsGlob(pattern) ? new NameGlob(pattern) : null, null);

    /// <summary>A regular expression of .NET on the arguments joined by spaces, found anywhere in them; of any culture, case counts.</summary>
    /// <exception cref="PatternException">It cannot be understood or would match every process.</exception>
    public static ProcessPattern OfCommandLine(string regex)
    {
        if (regex.Length == 0)
            throw new PatternException("the command line pattern is empty, which every process matches: give a regular expression, such as 'train\\.py'");
        try
        {
            return new ProcessPattern(regex, null, new Regex(regex, RegexOptions.CultureInvariant, LongestMatch));
        }
        catch (RegexParseException error)
        {
            throw new PatternException($"the command line pattern '{SafeText.Clean(regex)}' is no regular expression: {error.Error} at character {error.Offset}");
        }
    }

    /// <summary>Whether the command name allows a match; for a command line every name does.</summary>
    internal bool MayMatch(ReadOnlySpan<byte> name) =>
        _commandLine is not null
        || (_glob is not null ? _glob.Matches(name) : name.SequenceEqual(_name.AsSpan(0, Math.Min(_name.Length, CommandName.MaxLength))));

    /// <summary>Whether the arguments are those of a match, when the name has allowed it.</summary>
    /// <exception cref="RegexMatchTimeoutException">The expression takes too long for this command line.</exception>
    internal bool Matches(IReadOnlyList<string> arguments) =>
        _commandLine is not null ? arguments.Count > 0 && _commandLine.IsMatch(string.Join(' ', arguments))
        : !IsLongName || arguments.Take(2).Any(argument => FileName(argument).SequenceEqual(Text));

    private static ReadOnlySpan<char> FileName(string path) => path.AsSpan(path.LastIndexOf('/') + 1);
}
