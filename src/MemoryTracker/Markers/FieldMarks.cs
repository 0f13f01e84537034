namespace MemoryTracker.Markers;

/// <summary>Makes marks of fields, whatever the format in which they stood.</summary>
internal sealed class FieldMarks(MarkerTimes times, MarkerTexts texts)
{
    private const int MostTags = 16;

    /// <summary>Reads when it was: null where nothing tells, false where what should tell is no time.</summary>
    public bool TryReadTime(scoped in MarkFields fields, out ToldTime? at)
    {
        bool isTime = times.TryReadField(fields.Time, null, out ToldTime time);
        at = isTime ? time : null;
        return isTime || fields.Time.IsEmpty;
    }

    /// <summary>Says that the text is no time, and what would be one.</summary>
    public string NoTime(ReadOnlySpan<byte> text) => $"{MarkerTexts.Quote(text)} is no time: {times.Wanted}";

    /// <summary>What the fields tell, of which the time is read already.</summary>
    public MarkerLine Read(scoped in MarkFields fields, ToldTime? at)
    {
        // A trace also tells what its processes are called (M) and counts (C).
        if (fields.Phase is [(byte)'M' or (byte)'C'])
            return default;
        MarkKind? half = fields.Phase switch
        {
            [(byte)'B' or (byte)'b'] => MarkKind.Begin,
            [(byte)'E' or (byte)'e'] => MarkKind.End,
            _ => null,
        };
        string label = texts.Label(fields.Label);
        if (label.Length == 0 && half != MarkKind.End)
            return at is null ? MarkerProblem.Of("has no label") : MarkerProblem.NoLabel;
        MarkerTime? until = null;
        if (half is null && !TryReadEnd(fields, at, out until, out string problem))
            return MarkerProblem.Of(problem);
        Mark mark = new()
        {
            Kind = half ?? (until is null ? MarkKind.Moment : MarkKind.Span),
            At = at?.Time,
            Until = until,
            Label = label,
            Track = half is null || (fields.Process.IsEmpty && fields.Thread.IsEmpty) ? "" : $"{texts.Tag(fields.Process)}/{texts.Tag(fields.Thread)}",
            Color = MarkerColor.Parse(fields.Color),
            Tags = fields.Tags ?? (fields.TagText.IsEmpty ? [] : Tags(fields.TagText)),
        };
        return new MarkerLine(mark, null);
    }

    /// <summary>The text as a tag, added to those that there are as long as they are few.</summary>
    public void AddTag(List<string> tags, ReadOnlySpan<byte> text)
    {
        if (tags.Count < MostTags && texts.Tag(text) is { Length: > 0 } tag)
            tags.Add(tag);
    }

    private List<string> Tags(ReadOnlySpan<byte> text)
    {
        List<string> tags = [];
        foreach (Range range in text.SplitAny(",;"u8))
            AddTag(tags, text[range]);
        return tags;
    }

    private bool TryReadEnd(scoped in MarkFields fields, ToldTime? at, out MarkerTime? until, out string problem)
    {
        until = null;
        problem = "";
        ReadOnlySpan<byte> duration = fields.Duration.IsEmpty ? fields.TraceDuration : fields.Duration;
        if (fields.End.IsEmpty && duration.IsEmpty)
            return true;
        if (at is not { } start)
            problem = "tells its end or duration but not its time";
        else if (fields.End.IsEmpty)
        {
            bool isTrace = fields.Duration.IsEmpty && !fields.Phase.IsEmpty;
            until = MarkerTimes.After(start.Time, duration, isTrace ? TimeKind.Microseconds : TimeKind.Seconds, isField: true);
            problem = until is null ? $"{MarkerTexts.Quote(duration)} is no duration: wanted are {(isTrace ? "micro" : "")}seconds, such as 2.5" : "";
        }
        else if (!times.TryReadField(fields.End, start.Kind, out ToldTime end))
            problem = NoTime(fields.End);
        else if (end.Time.Clock != start.Time.Clock)
            problem = "begins on one clock and ends on another";
        else if (end.Time.Nanoseconds < start.Time.Nanoseconds)
            problem = "ends before it begins";
        else
            until = end.Time;
        return problem.Length == 0;
    }
}
