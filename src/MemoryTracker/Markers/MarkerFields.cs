using System.Text;

namespace MemoryTracker.Markers;

/// <summary>The names of the fields.</summary>
internal static class MarkerFields
{
    private static readonly (string Name, MarkerField Field)[] Names =
    [
        ("time", MarkerField.Time), ("ts", MarkerField.Time), ("timestamp", MarkerField.Time), ("start", MarkerField.Time),
        ("end", MarkerField.End), ("timeEnd", MarkerField.End),
        ("duration", MarkerField.Duration), ("dur", MarkerField.TraceDuration),
        ("label", MarkerField.Label), ("name", MarkerField.Label), ("text", MarkerField.Label), ("title", MarkerField.Label), ("message", MarkerField.Label),
        ("tags", MarkerField.Tags),
        ("color", MarkerField.Color), ("colour", MarkerField.Color),
        ("ph", MarkerField.Phase), ("pid", MarkerField.Process), ("tid", MarkerField.Thread),
    ];

    /// <summary>The field of that name, in whatever case.</summary>
    public static MarkerField Named(ReadOnlySpan<byte> name)
    {
        foreach ((string known, MarkerField field) in Names)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
                return field;
        }

        return MarkerField.Unknown;
    }
}
