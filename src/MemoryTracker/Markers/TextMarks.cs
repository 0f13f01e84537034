namespace MemoryTracker.Markers;

/// <summary>Plain lines: <c>TIME LABEL</c>, <c>TIME END LABEL</c>, <c>TIME +SECONDS LABEL</c>, or a label alone.</summary>
internal sealed class TextMarks(MarkerTimes times, MarkerTexts texts, AtraceMarks atrace)
{
    /// <summary>Reads a line that begins with a time; false when it does not.</summary>
    public bool TryReadTimed(ReadOnlySpan<byte> line, out MarkerLine read)
    {
        read = default;
        if (!times.TryReadFirst(line, out ToldTime at, out int length))
            return false;
        ReadOnlySpan<byte> rest = Separator.Skip(line[length..]);
        if (atrace.TryRead(rest, at.Time, out read))
            return true;
        MarkerTime? until = TakeEnd(ref rest, at);
        string label = texts.Label(rest);
        MarkKind kind = until is null ? MarkKind.Moment : MarkKind.Span;
        read = label.Length == 0 ? MarkerProblem.NoLabel : new MarkerLine(new Mark { Kind = kind, At = at.Time, Until = until, Label = label }, null);
        return true;
    }

    /// <summary>Takes the line as a label.</summary>
    public MarkerLine ReadUntimed(ReadOnlySpan<byte> line)
    {
        string label = texts.Label(line);
        return label.Length == 0 ? default : new MarkerLine(new Mark { Kind = MarkKind.Moment, Label = label }, null);
    }

    /// <summary>The end with which the text begins, which is taken off; null when it begins with none, or is nothing else and thus the label.</summary>
    private MarkerTime? TakeEnd(ref ReadOnlySpan<byte> text, ToldTime at)
    {
        MarkerTime? until = null;
        int length = Separator.Distance(text);
        if (text.StartsWith("+"u8))
            until = MarkerTimes.After(at.Time, text[1..length], TimeKind.Seconds, isField: false);
        else if (times.TryReadEnd(text, at, out MarkerTime end, out length))
            until = end;
        ReadOnlySpan<byte> label = until is null ? default : Separator.Skip(text[length..]);
        if (label.IsEmpty)
            return null;
        text = label;
        return until;
    }
}
