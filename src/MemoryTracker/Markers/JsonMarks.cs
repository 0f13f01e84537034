using System.Text.Json;

namespace MemoryTracker.Markers;

/// <summary>
/// JSON, one object a line: our own keys, Grafana's annotations, events of Chrome's trace format. Of those the phases <c>B</c> and <c>E</c> begin and end, and
/// <c>dur</c> is in microseconds; a <c>ts</c> is told by its size as everywhere, because its origin is anybody's choice.
/// </summary>
internal sealed class JsonMarks(FieldMarks marks)
{
    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true };

    /// <summary>Reads a line that begins with a brace.</summary>
    public MarkerLine Read(ReadOnlySpan<byte> line)
    {
        try
        {
            Utf8JsonReader reader = new(line, Options);
            MarkFields fields = default;
            for (_ = reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
            {
                MarkerField field = MarkerFields.Named(reader.ValueSpan);
                _ = reader.Read();
                ReadValue(ref reader, field, ref fields);
            }

            // The line may be one of an array.
            if (!line[(int)reader.BytesConsumed..].Trim(" \t,]"u8).IsEmpty)
                return MarkerProblem.Of("has more than one JSON object");
            return marks.TryReadTime(fields, out ToldTime? at) ? marks.Read(fields, at) : MarkerProblem.Of(marks.NoTime(fields.Time));
        }
        catch (JsonException)
        {
            return MarkerProblem.Of("begins like JSON but is no whole object on one line");
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, MarkerField field, ref MarkFields fields)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            fields.Set(field, JsonText.Of(reader));
        else if (reader.TokenType == JsonTokenType.StartArray && field == MarkerField.Tags)
            fields.Tags = ReadTags(ref reader);
        else
            reader.Skip();
    }

    private List<string> ReadTags(ref Utf8JsonReader reader)
    {
        List<string> tags = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                marks.AddTag(tags, JsonText.Of(reader));
            else
                reader.Skip();
        }

        return tags;
    }
}
