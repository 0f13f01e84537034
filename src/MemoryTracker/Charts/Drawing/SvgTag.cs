namespace MemoryTracker.Charts.Drawing;

/// <summary>An opening tag as Skia writes it: one on a line, every value in double quotes and escaped.</summary>
internal sealed class SvgTag
{
    private readonly List<(string Name, string Value)> _attributes = [];

    /// <param name="line">The line, from <c>&lt;</c> to <c>&gt;</c>.</param>
    public SvgTag(string line)
    {
        IsEmpty = line.EndsWith("/>", StringComparison.Ordinal);
        string inside = line[1..^(IsEmpty ? 2 : 1)];
        int at = inside.IndexOf(' ', StringComparison.Ordinal);
        Name = at < 0 ? inside : inside[..at];
        while (at >= 0 && inside.IndexOf("=\"", at, StringComparison.Ordinal) is > 0 and int equals)
        {
            int end = inside.IndexOf('"', equals + 2);
            _attributes.Add((inside[(at + 1)..equals], inside[(equals + 2)..end]));
            at = end + 1;
        }
    }

    public string Name { get; }

    /// <summary>Whether it has no content.</summary>
    public bool IsEmpty { get; }

    /// <summary>A value; null when there is none, which also takes it away.</summary>
    public string? this[string name]
    {
        get => _attributes.Find(attribute => attribute.Name == name).Value;
        set
        {
            int index = _attributes.FindIndex(attribute => attribute.Name == name);
            if (value is null && index >= 0) _attributes.RemoveAt(index);
            else if (value is not null && index >= 0) _attributes[index] = (name, value);
            else if (value is not null) _attributes.Add((name, value));
        }
    }

    public override string ToString() => $"<{Name}{string.Concat(_attributes.Select(attribute => $" {attribute.Name}=\"{attribute.Value}\""))}{(IsEmpty ? "/" : "")}>";
}
