namespace MemoryTracker.Markers;

/// <summary>The fields of one row of CSV or one object of JSON, as they stand there. What is missing or empty is empty.</summary>
internal ref struct MarkFields
{
    public ReadOnlySpan<byte> Time { get; private set; }

    public ReadOnlySpan<byte> End { get; private set; }

    public ReadOnlySpan<byte> Duration { get; private set; }

    public ReadOnlySpan<byte> TraceDuration { get; private set; }

    public ReadOnlySpan<byte> Label { get; private set; }

    public ReadOnlySpan<byte> Color { get; private set; }

    public ReadOnlySpan<byte> Phase { get; private set; }

    public ReadOnlySpan<byte> Process { get; private set; }

    public ReadOnlySpan<byte> Thread { get; private set; }

    /// <summary>Tags in one text, between commas or semicolons.</summary>
    public ReadOnlySpan<byte> TagText { get; private set; }

    /// <summary>Tags that stood apart; null for none.</summary>
    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>Notes a field. Of several that mean the same, such as a title and a text, the first that says something counts.</summary>
    public void Set(MarkerField field, ReadOnlySpan<byte> value)
    {
        value = Separator.Trim(value);
        switch (field)
        {
            case MarkerField.Time:
                Time = First(Time, value);
                break;
            case MarkerField.End:
                End = First(End, value);
                break;
            case MarkerField.Duration:
                Duration = First(Duration, value);
                break;
            case MarkerField.TraceDuration:
                TraceDuration = First(TraceDuration, value);
                break;
            case MarkerField.Label:
                Label = First(Label, value);
                break;
            case MarkerField.Color:
                Color = First(Color, value);
                break;
            case MarkerField.Phase:
                Phase = First(Phase, value);
                break;
            case MarkerField.Process:
                Process = First(Process, value);
                break;
            case MarkerField.Thread:
                Thread = First(Thread, value);
                break;
            case MarkerField.Tags:
                TagText = First(TagText, value);
                break;
            default:
                break;
        }
    }

    private static ReadOnlySpan<byte> First(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => first.IsEmpty ? second : first;
}
