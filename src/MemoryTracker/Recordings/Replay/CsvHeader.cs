using System.Text;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>The first line of a recording's CSV: which columns there are, in whatever order.</summary>
internal sealed class CsvHeader
{
    private const int MostNamed = 3;
    private const int LongestName = 40;

    private readonly List<string> _unknown = [];
    private readonly List<string> _doubled = [];

    /// <param name="line">The line.</param>
    public CsvHeader(ReadOnlySpan<byte> line)
    {
        List<CsvColumn> columns = [];
        HashSet<string> seen = [];
        for (int start = 0; start <= line.Length;)
        {
            string name = Encoding.UTF8.GetString(CsvCell.Read(line, start, out int end)).Trim();
            start = end + 1;
            CsvColumn column = CsvColumn.Of(name);
            bool isKnown = column.Kind != CsvColumn.Content.Ignored;
            bool isDoubled = isKnown && !seen.Add(name);
            if (isDoubled || !isKnown)
                (isDoubled ? _doubled : _unknown).Add(name);
            columns.Add(isDoubled ? new(CsvColumn.Content.Ignored, null) : column);
        }

        Columns = [.. columns];
        Metrics = new MetricSet(Columns.Select(column => column.Metric).OfType<Metric>());
    }

    /// <summary>The columns in the order of the file; of those of one name only the first counts.</summary>
    public CsvColumn[] Columns { get; }

    /// <summary>The metrics that have a column.</summary>
    public MetricSet Metrics { get; }

    /// <summary>What a person should know of it.</summary>
    public IEnumerable<string> Notices =>
    [
        .. _doubled.Count == 0 ? Array.Empty<string>() : [$"more than one column is called {Named(_doubled)}: the first counts"],
        .. _unknown.Count == 0 ? Array.Empty<string>() : [$"of the columns {Named(_unknown)} nothing is known here: what they hold is left out"],
    ];

    /// <summary>Whether there is a column that says that.</summary>
    public bool Has(CsvColumn.Content kind) => Array.Exists(Columns, column => column.Kind == kind);

    /// <summary>What separates columns of ours in the first line of a text in place of commas, as spreadsheets do in some languages; null when nothing does.</summary>
    public static string? SeparatorOf(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)'\n', (byte)'\r');
        string line = Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        return IsOurs(';') ? "semicolons" : IsOurs('\t') ? "tabs" : null;

        bool IsOurs(char separator) => line.Contains(separator, StringComparison.Ordinal)
            && line.Split(separator).Any(name => CsvColumn.Of(name.Trim(' ', '"')).Kind is CsvColumn.Content.Figure);
    }

    private static string Named(List<string> names) =>
        string.Join(", ", names.Take(MostNamed).Select(name => $"'{SafeText.Shorten(SafeText.Clean(name), LongestName)}'"))
        + (names.Count > MostNamed ? FormattableString.Invariant($" and {names.Count - MostNamed} more") : "");
}
