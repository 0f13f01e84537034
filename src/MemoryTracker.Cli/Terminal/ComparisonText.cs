using System.Globalization;
using MemoryTracker.Comparing;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>A comparison as tables that fit into the terminal: as many groups beside each other as there is room for, the others below them.</summary>
/// <param name="comparison">What is told.</param>
/// <param name="columns">How wide the terminal is.</param>
internal sealed class ComparisonText(Comparison comparison, int columns)
{
    private const int LongestName = 32;
    private const int ShortestName = 8;
    private const int MostRecordings = 20;
    private const int MostPhases = 20;

    private readonly int _longestName = Math.Clamp(columns / 5, ShortestName, LongestName);

    /// <summary>The text, with a line feed at its end.</summary>
    public string Render(bool hasColor)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole console = TextOutput.ConsoleOf(text, columns, hasColor);
        console.WriteLine();
        console.Write(Recordings());
        console.WriteLine();
        ComparedFigure[] figures = [.. comparison.Figures.Where(figure => figure.Phase is null || ShownPhases.Contains(figure.Phase))];
        foreach (Table table in Tables(figures))
        {
            console.Write(table);
            console.WriteLine();
        }

        if (Phases.Length > MostPhases)
            console.WriteLine($"and {Readable.Count(Phases.Length - MostPhases, "more phase")}: -o FILE.json or FILE.md has them all");
        AssertionLines.Write(console, [.. comparison.Recordings.SelectMany(Assertions)]);
        foreach (string note in ComparisonColumns.Notes(comparison))
            console.MarkupLineInterpolated($"[dim]{note}[/]");
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private IEnumerable<(string? Recording, AssertionResult Result)> Assertions(ComparedRecording recording) =>
        recording.Assertions.Select(result => ((string?)CellText.ShortenInTheMiddle(recording.Name, _longestName), result));

    private string[] Phases => [.. comparison.Figures.Select(figure => figure.Phase).OfType<string>().Distinct()];

    private string[] ShownPhases => [.. Phases.Take(MostPhases)];

    private Table Recordings()
    {
        (ComparedGroup Group, ComparedRecording Recording)[] all = [.. comparison.Groups.SelectMany(group => group.Recordings.Select(recording => (group, recording)))];
        FittedColumn<(ComparedGroup Group, ComparedRecording Recording)>[] told =
        [
            new("recording", 0, one => CellText.ShortenInTheMiddle(one.Recording.Name, _longestName)),
            new("process", 3, one => CellText.Shorten(SafeText.Clean(one.Recording.Document.Title), _longestName)),
            new("host", 5, one => CellText.Shorten(SafeText.Clean(one.Recording.Document.Host?.Name ?? "–"), _longestName)),
            new("samples", 1, one => Readable.Number(one.Recording.SamplesRead)),
            new("every", 2, one => ComparisonColumns.Interval(one.Recording.Document.IntervalS)),
        ];
        if (comparison.HasRepeats)
            told = [new("group", 0, one => CellText.ShortenInTheMiddle(one.Group.Name, _longestName)), .. told];
        Table table = FittedTable.Of(told, all[..Math.Min(all.Length, MostRecordings)], columns);
        if (all.Length > MostRecordings)
            table.AddRow(new Text($"and {Readable.Number(all.Length - MostRecordings)} more"));
        return table;
    }

    private IEnumerable<Table> Tables(ComparedFigure[] figures)
    {
        FittedColumn<ComparedFigure> name = new("", 0, figure => ComparisonColumns.NameOf(figure, phase => CellText.Shorten(phase, _longestName)));
        Queue<FittedColumn<ComparedFigure>[]> left = new(
            ComparisonColumns.Of(comparison, ShortNames()).Select(group => group.Select(column => new FittedColumn<ComparedFigure>(column.Title, column.Dispensable, column.Cell)).ToArray()));
        // The first has no differences, so it never stands alone.
        FittedColumn<ComparedFigure>[] beside = [name, .. left.Dequeue()];
        while (left.TryDequeue(out FittedColumn<ComparedFigure>[]? next))
        {
            beside = [.. beside, .. next];
            while (left.TryPeek(out FittedColumn<ComparedFigure>[]? further) && beside.Concat(further).Sum(column => FittedTable.WidthOf(column, figures)) <= columns)
                beside = [.. beside, .. left.Dequeue()];
            yield return FittedTable.Of(beside, figures, columns);
            beside = [name];
        }
    }

    /// <summary>Where the shortened ones would be alike they are numbered.</summary>
    private string[] ShortNames()
    {
        string[] names = [.. comparison.Groups.Select(group => CellText.ShortenInTheMiddle(group.Name, _longestName))];
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? names
            : [.. comparison.Groups.Select((group, index) => CellText.ShortenInTheMiddle(FormattableString.Invariant($"{index + 1}: {group.Name}"), _longestName))];
    }
}
