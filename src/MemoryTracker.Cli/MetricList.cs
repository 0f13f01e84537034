using System.Globalization;
using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Targets;

namespace MemoryTracker.Cli;

/// <summary>The metrics as users name them: <c>rss,pss,cpu</c>, <c>all</c>, or <c>help</c> for the table.</summary>
internal static class MetricList
{
    /// <summary>What is written in place of a list to see the table.</summary>
    public const string Help = "help";

    private const string Everything = "all";
    private const int Width = 100;

    /// <summary>Reads a list; null is what is recorded when nobody says.</summary>
    /// <exception cref="UserException">A name is none of a metric.</exception>
    public static MetricSet Parse(string? list) => list switch
    {
        null => MetricSet.Default,
        Everything => MetricSet.All,
        _ => new MetricSet(list.Split(',', StringSplitOptions.TrimEntries).Select(Find)),
    };

    /// <summary>The table of all metrics, source by source, because what a source costs and who may read it is the same for all its metrics.</summary>
    public static string Table()
    {
        StringBuilder text = new();
        foreach (RawSource source in RawSource.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"{source.File}\n  cost: {source.Cost}\n  who may read it: {source.Readers}\n");
            foreach (Metric metric in Metric.All.Where(metric => metric.From == source))
                Append(text, metric);
            text.Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"Recorded when nobody says: {Names(MetricSet.Default.InOrder)}. All of them: --metrics {Everything}\n").ToString();
    }

    private static void Append(StringBuilder text, Metric metric)
    {
        const int MeaningAt = 32;
        string unit = metric.Unit switch { Unit.Bytes => "bytes", Unit.Percent => "percent", Unit.Seconds => "seconds", _ => "count" };
        text.Append(CultureInfo.InvariantCulture, $"    {metric.Name,-20}  {unit,-7} ");
        int column = MeaningAt + 1;
        foreach (string word in metric.Meaning.Split(' '))
        {
            if (column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', MeaningAt + 2);
                column = MeaningAt + 1;
            }

            text.Append(column > MeaningAt + 1 ? " " : "").Append(word);
            column += word.Length + 1;
        }

        text.Append('\n');
    }

    private static Metric Find(string name) => Metric.All.FirstOrDefault(metric => metric.Name == name)
        ?? throw UserException.Usage($"--metrics: '{SafeText.Clean(name)}' is not a metric{Hint(name)} (memory_tracker --metrics {Help} lists them)");

    /// <summary>Those that have the word in their name, or else those that are spelt most like it, if any are.</summary>
    private static string Hint(string name)
    {
        string word = name.ToLowerInvariant();
        Metric[] near = word.Length < 2 ? [] : [.. Metric.All.Where(metric => metric.Name.Contains(word, StringComparison.Ordinal))];
        if (near.Length == 0)
        {
            IGrouping<int, Metric> nearest = Metric.All.GroupBy(metric => Distance(word, metric.Name)).MinBy(group => group.Key)!;
            near = nearest.Key <= word.Length / 3 ? [.. nearest] : [];
        }

        return near.Length == 0 ? "" : $", did you mean {Names(near, " or ")}?";
    }

    private static string Names(IEnumerable<Metric> metrics, string separator = ", ") => string.Join(separator, metrics.Select(metric => metric.Name));

    /// <summary>How many letters must be added, taken away or changed to make one of the other (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
