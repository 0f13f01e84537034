using System.Globalization;
using MemoryTracker.Metrics;

namespace MemoryTracker.Limits;

/// <summary>Reads a condition as a user writes it, word by word; what cannot be understood is told with the place where it stands.</summary>
/// <param name="text">The condition.</param>
internal sealed class ConditionText(string text)
{
    private int _at;

    /// <summary>The condition as it was given.</summary>
    public string Whole => text;

    /// <summary>Where the next word begins, behind spaces.</summary>
    public int At
    {
        get
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
            return _at;
        }
    }

    /// <summary>Whether nothing more stands there.</summary>
    public bool IsOver => At == text.Length;

    /// <summary>The word that stands next, letters, digits and underscores; empty when none does.</summary>
    public ReadOnlySpan<char> Next => text.AsSpan(At, WordLength());

    /// <summary>What is wrong, at the place of the next word or at another one.</summary>
    public ConditionException Wrong(string problem, int? at = null) => new(text, at ?? At, problem);

    /// <summary>Goes on behind the next word if it is that one.</summary>
    public bool TryTake(string word)
    {
        if (!Next.Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        _at += word.Length;
        return true;
    }

    /// <summary>Takes the next word; empty when none stands there.</summary>
    public string Word()
    {
        string word = Next.ToString();
        _at += word.Length;
        return word;
    }

    /// <summary>Takes a sign: one that is no part of a word.</summary>
    public bool TrySign(string sign)
    {
        if (!text.AsSpan(At).StartsWith(sign, StringComparison.Ordinal))
            return false;
        _at += sign.Length;
        return true;
    }

    /// <summary>Takes what stands between quotation marks, single or double ones.</summary>
    /// <param name="meaning">What it is to be, for the message.</param>
    /// <exception cref="ConditionException">Nothing stands there in quotation marks.</exception>
    public string Quoted(string meaning)
    {
        int start = At;
        char mark = start < text.Length ? text[start] : ' ';
        int end = mark is '"' or '\'' ? text.IndexOf(mark, start + 1) : -1;
        if (end < 0)
            throw Wrong($"{meaning} must stand here in quotation marks");
        _at = end + 1;
        return text[(start + 1)..end];
    }

    /// <summary>Takes how the figure has to stand to its bound.</summary>
    /// <exception cref="ConditionException">No sign of that stands there.</exception>
    public Relation Relation()
    {
        foreach (Relation relation in Limits.Relation.All)
        {
            if (TrySign(relation.Sign))
                return relation;
        }

        throw Wrong("one of <, <=, > and >= must stand here");
    }

    /// <summary>Takes the name of a metric.</summary>
    /// <exception cref="ConditionException">None of that name is known.</exception>
    public Metric Metric()
    {
        int start = At;
        string name = Word();
        return Metrics.Metric.All.FirstOrDefault(metric => metric.Name == name)
            ?? throw Wrong(name.Length == 0 ? "the name of a metric must stand here, such as rss" : $"there is no metric '{name}' (--metrics help lists all)", start);
    }

    /// <summary>Takes a figure with its unit.</summary>
    /// <exception cref="ConditionException">None stands there.</exception>
    public double Quantity(Unit unit) => Parsed(span => Metrics.Quantity.Parse(span, unit), Metrics.Quantity.Examples(unit));

    /// <summary>Takes a figure for a length of time, told a second.</summary>
    /// <exception cref="ConditionException">None stands there.</exception>
    public double Rate(Unit unit) => Parsed(span => Metrics.Quantity.ParseRate(span, unit), unit == Unit.Bytes ? "a rate such as 1MiB/min" : "a rate such as 5/min");

    /// <summary>Takes a percentile, <c>p99</c> or <c>p99.9</c>, as a share from 0 to 1; null when none stands there.</summary>
    /// <exception cref="ConditionException">It is beyond the hundredth.</exception>
    public double? TryPercentile()
    {
        int start = At;
        int end = Math.Min(start + 1, text.Length);
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            end++;
        bool isWord = end < text.Length && IsOfWord(text[end]);
        if (isWord || start == text.Length || text[start] is not ('p' or 'P')
            || !double.TryParse(text.AsSpan((start + 1)..end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent))
        {
            return null;
        }

        if (percent > 100)
            throw Wrong("a percentile is from p0 to p100");
        _at = end;
        return percent / 100;
    }

    /// <summary>Takes <c>110% of</c> something as the share that it is, 1.1; null when nothing such stands there.</summary>
    public double? TryShare()
    {
        int start = At;
        int sign = text.IndexOf('%', start);
        if (sign < 0 || Metrics.Quantity.Parse(text.AsSpan(start..sign), Unit.Percent) is not { } percent)
            return null;
        _at = sign + 1;
        if (TryTake("of"))
            return percent / 100;
        _at = start;
        return null;
    }

    /// <summary>Takes all that still stands there: what is between quotation marks, or else everything to the end.</summary>
    /// <param name="meaning">What it is to be, for the message.</param>
    /// <exception cref="ConditionException">Nothing stands there, or something behind the quotation marks.</exception>
    public string Rest(string meaning)
    {
        if (IsOver)
            throw Wrong($"{meaning} must stand here");
        if (text[At] is '"' or '\'')
        {
            string quoted = Quoted(meaning);
            End();
            return quoted;
        }

        string rest = text[At..].TrimEnd();
        _at = text.Length;
        return rest;
    }

    /// <summary>Refuses whatever still stands there.</summary>
    /// <exception cref="ConditionException">Something does.</exception>
    public void End()
    {
        if (!IsOver)
            throw Wrong("nothing more may stand here");
    }

    /// <summary>A number and, perhaps behind spaces, its unit, as far as a word that can be no unit.</summary>
    private double Parsed(Func<string, double?> parse, string meaning)
    {
        int start = At;
        int end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '%' or '/' or 'µ'))
            end++;
        int unitStart = end;
        while (unitStart < text.Length && text[unitStart] == ' ')
            unitStart++;
        int unitEnd = unitStart;
        while (unitEnd < text.Length && (char.IsAsciiLetter(text[unitEnd]) || text[unitEnd] is '%' or '/' or 'µ'))
            unitEnd++;
        // "1.2 GB" is one figure, of "2 for" only the 2 is.
        foreach (int last in (int[])[unitEnd, end])
        {
            if (end > start && parse(text[start..last]) is { } figure)
            {
                _at = last;
                return figure;
            }
        }

        throw Wrong($"{meaning} must stand here", start);
    }

    private int WordLength()
    {
        int end = At;
        while (end < text.Length && IsOfWord(text[end]))
            end++;
        return end - _at;
    }

    private static bool IsOfWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';
}
