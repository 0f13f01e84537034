using System.Buffers;
using System.Text;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Finding;

/// <summary>
/// A command name with wildcards: <c>*</c> any characters, <c>?</c> one, <c>[abc]</c> and <c>[a-z]</c> one of these, <c>[!a-z]</c> one that is none of these; a wildcard
/// itself is meant by <c>[*]</c>. Case counts, and the whole name is meant. Characters are those of UTF-8; bytes that are none, such as a character that the kernel has cut, count as U+FFFD.
/// </summary>
internal sealed class NameGlob
{
    private readonly Element[] _elements;

    /// <exception cref="PatternException">A set is not closed or runs backwards, or the pattern is longer than every name.</exception>
    public NameGlob(string pattern)
    {
        List<Element> elements = [];
        Rune[] text = [.. pattern.EnumerateRunes()];
        for (int at = 0; at < text.Length;)
            elements.Add(Take(text, ref at, pattern));
        _elements = [.. elements];
        int least = _elements.Sum(element => element.LeastBytes);
        if (least > CommandName.MaxLength)
            throw new PatternException($"the name pattern '{SafeText.Clean(pattern)}' needs {least} bytes, and the kernel keeps {CommandName.MaxLength} of a name: shorten it with *, or match the command line");
    }

    /// <summary>Whether there is a wildcard in it.</summary>
    public static bool IsGlob(string pattern) => pattern.AsSpan().ContainsAny('*', '?', '[');

    /// <summary>Whether it is that name, which is cut where the kernel cuts it.</summary>
    public bool Matches(ReadOnlySpan<byte> name)
    {
        Span<Rune> runes = stackalloc Rune[CommandName.MaxLength];
        int count = Decode(name[..Math.Min(name.Length, CommandName.MaxLength)], runes);
        return Matches(runes[..count]);
    }

    /// <summary>The newest star takes one character more whenever what follows it does not fit: no older one has to be asked again.</summary>
    private bool Matches(ReadOnlySpan<Rune> name)
    {
        int element = 0;
        int at = 0;
        int star = -1;
        int takenByStar = 0;
        while (at < name.Length)
        {
            if (element < _elements.Length && _elements[element].IsStar)
            {
                star = element++;
                takenByStar = at;
            }
            else if (element < _elements.Length && _elements[element].Matches(name[at]))
            {
                element++;
                at++;
            }
            else if (star < 0)
            {
                return false;
            }
            else
            {
                element = star + 1;
                at = ++takenByStar;
            }
        }

        return _elements.AsSpan(element).IndexOfAnyExcept(Element.Star) < 0;
    }

    private static int Decode(ReadOnlySpan<byte> name, Span<Rune> runes)
    {
        int count = 0;
        while (!name.IsEmpty)
        {
            _ = Rune.DecodeFromUtf8(name, out runes[count++], out int length);
            name = name[length..];
        }

        return count;
    }

    private static Element Take(Rune[] text, ref int at, string pattern) => text[at++].Value switch
    {
        '*' => Element.Star,
        '?' => Element.Any,
        '[' => TakeSet(text, ref at, pattern),
        _ => new Element([new(text[at - 1], text[at - 1])], isNegated: false),
    };

    /// <summary>A set, behind its bracket. A closing bracket that comes first is one of its characters.</summary>
    private static Element TakeSet(Rune[] text, ref int at, string pattern)
    {
        int opened = at;
        bool isNegated = at < text.Length && text[at].Value == '!';
        at += isNegated ? 1 : 0;
        List<Range> ranges = [];
        for (; at < text.Length && (text[at].Value != ']' || ranges.Count == 0); at++)
        {
            Rune first = text[at];
            bool isRange = at + 2 < text.Length && text[at + 1].Value == '-' && text[at + 2].Value != ']';
            at += isRange ? 2 : 0;
            if (text[at] < first)
                throw new PatternException($"the name pattern '{SafeText.Clean(pattern)}' has a range that runs backwards at character {at - 1}: write the lower end first");
            ranges.Add(new Range(first, text[at]));
        }

        if (at++ == text.Length)
            throw new PatternException($"the name pattern '{SafeText.Clean(pattern)}' opens a [ at character {opened} that is never closed: add ], or write [[] for the character itself");
        return new Element([.. ranges], isNegated);
    }

    private readonly record struct Range(Rune First, Rune Last);

    private sealed class Element(Range[] ranges, bool isNegated)
    {
        public static readonly Element Star = new([], isNegated: false);
        public static readonly Element Any = new([], isNegated: true);

        public bool IsStar => this == Star;

        /// <summary>The fewest bytes of a name that it takes.</summary>
        public int LeastBytes => IsStar ? 0 : isNegated ? 1 : ranges.Min(range => range.First.Utf8SequenceLength);

        public bool Matches(Rune rune)
        {
            bool isIn = false;
            foreach (Range range in ranges)
                isIn |= rune >= range.First && rune <= range.Last;
            return isIn != isNegated;
        }
    }
}
