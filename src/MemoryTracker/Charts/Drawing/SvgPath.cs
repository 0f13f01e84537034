using System.Text;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// Writes the data of a path anew, in steps from point to point rather than places on the page, which are the greater part of a picture's text. Every point is
/// rounded by itself, so that no error adds up.
/// </summary>
internal sealed class SvgPath
{
    private readonly StringBuilder _steps = new();
    private (long X, long Y) _at;
    private (long X, long Y) _start;
    private char _last;

    private SvgPath()
    {
    }

    /// <summary>The same path in fewer characters.</summary>
    /// <param name="data">What Skia writes: a letter for each segment, before its points.</param>
    public static string Shorten(ReadOnlySpan<char> data)
    {
        SvgPath path = new();
        while (data.Length > 0)
        {
            int end = 1 + data[1..].IndexOfAnyInRange('A', 'Z');
            if (end == 0) end = data.Length;
            path.Add(data[0], data[1..end]);
            data = data[end..];
        }

        return path._steps.ToString();
    }

    private void Add(char segment, ReadOnlySpan<char> numbers)
    {
        List<long> places = [];
        foreach (Range number in numbers.SplitAny(' ', ','))
        {
            if (numbers[number].Length > 0) places.Add(SvgNumber.Parse(numbers[number]));
        }

        switch (segment)
        {
            case 'Z':
                Begin('z');
                _at = _start;
                break;
            case 'H':
                Line((places[0], _at.Y));
                break;
            case 'V':
                Line((_at.X, places[0]));
                break;
            case 'L':
                Line((places[0], places[1]));
                break;
            default:
                Begin(char.ToLowerInvariant(segment));
                for (int i = 0; i < places.Count; i += 2) AppendStep((places[i], places[i + 1]));
                _at = (places[^2], places[^1]);
                if (segment == 'M') _start = _at;
                break;
        }
    }

    private void Line((long X, long Y) to)
    {
        if (to.Y == _at.Y)
        {
            Begin('h');
            SvgNumber.Append(_steps, to.X - _at.X);
        }
        else if (to.X == _at.X)
        {
            Begin('v');
            SvgNumber.Append(_steps, to.Y - _at.Y);
        }
        else
        {
            Begin('l');
            AppendStep(to);
        }

        _at = to;
    }

    /// <summary>A letter that is repeated goes without saying; what follows a move is a line.</summary>
    private void Begin(char segment)
    {
        bool isSaid = segment == _last && segment is not ('m' or 'z');
        if (!isSaid && !(segment == 'l' && _last == 'm')) _steps.Append(segment);
        _last = segment;
    }

    private void AppendStep((long X, long Y) to)
    {
        SvgNumber.Append(_steps, to.X - _at.X);
        SvgNumber.Append(_steps, to.Y - _at.Y);
    }
}
