using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Targets;

namespace MemoryTracker.Cli;

/// <summary>Metrics as users name them: <c>rss,pss,cpu</c>, a name for several, or <c>help</c> for the table.</summary>
internal static class MetricList
{
    /// <summary>What is written in place of a list to see the table.</summary>
    public const string Help = "help";

    private const int Width = 100;

    /// <summary>Names that stand for several.</summary>
    private static readonly (string Name, MetricSet Metrics)[] Groups = [("memory", MetricSet.Memory), ("all", MetricSet.All)];

    /// <summary>Reads the list of an option.</summary>
    /// <exception cref="UserException">A name is none of a metric.</exception>
    public static AskedMetrics Parse(string list, string option)
    {
        string[] words = list.Split(',', StringSplitOptions.TrimEntries);
        return new AskedMetrics(
            [.. words.SelectMany(word => Find(word, option))],
            [.. words.Where(word => !Array.Exists(Groups, group => group.Name == word)).SelectMany(word => Find(word, option))]);
    }

    /// <summary>Those of what an option asks for that were recorded; a name for several, such as <c>all</c>, and what is told when nobody says stand for what there is of them.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="recorded">What there is.</param>
    /// <param name="option">The option.</param>
    /// <param name="owner">Who has it, with its verb, such as <c>'run.csv' has</c>; safe to show.</param>
    /// <exception cref="UserException">One was not recorded.</exception>
    public static Metric[] OfRecorded(AskedMetrics asked, MetricSet recorded, string option, string owner)
    {
        Metric[] known = [.. asked.All.Where(recorded.Contains)];
        Metric? missing = known.Length == 0 ? asked.All[0] : asked.Named.FirstOrDefault(metric => !recorded.Contains(metric));
        return missing is null ? known : throw UserException.Usage($"{option}: {missing.Name} was not recorded: {owner} {Names(recorded)}");
    }

    /// <summary>The table of all metrics, source by source, because what a source costs and who may read it is the same for all its metrics.</summary>
    public static string Table()
    {
        StringBuilder text = new();
        foreach (RawSource source in RawSource.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"{source.Title}\n  cost: {source.Cost}\n  who may read it: {source.Readers}\n");
            foreach (Metric metric in Metric.All.Where(metric => metric.From == source))
                Append(text, metric);
            text.Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"memory: {Names(MetricSet.Memory)}; the chart stacks the parts under RSS, which they sum to.\nall: all of them.\n");
        return text.Append(CultureInfo.InvariantCulture, $"Recorded when nobody says: {Names(MetricSet.Default)}.\n").ToString();
    }

    private static void Append(StringBuilder text, Metric metric)
    {
        const int MeaningAt = 32;
        string unit = AssertionDocument.NameOf(metric.Unit);
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

    private static ImmutableArray<Metric> Find(string name, string option)
    {
        if (Array.Find(Groups, group => group.Name == name) is { Metrics: { } several })
            return several.InOrder;
        return Metric.All.FirstOrDefault(metric => metric.Name == name) is { } one
            ? [one]
            : throw UserException.Usage($"{option}: {(name.Length == 0 ? "an empty name" : $"'{SafeText.Clean(name)}'")} is not a metric{Hint(name)} (memory_tracker {option} {Help} lists them)");
    }

    /// <summary>The one whose column is called so in files, or else those that have the word in their name, or those that are spelt most like it, if any are.</summary>
    private static string Hint(string name)
    {
        string word = name.ToLowerInvariant();
        if (Metric.All.FirstOrDefault(metric => metric.Column == word) is { } written)
            return $", did you mean {written.Name}?";
        string[] known = [.. Metric.All.Select(metric => metric.Name), .. Groups.Select(group => group.Name)];
        string[] near = word.Length < 2 ? [] : Array.FindAll(known, one => one.Contains(word, StringComparison.Ordinal));
        if (near.Length == 0)
        {
            IGrouping<int, string> nearest = known.GroupBy(one => Distance(word, one)).MinBy(group => group.Key)!;
            near = nearest.Key <= word.Length / 3 ? [.. nearest] : [];
        }

        return near.Length == 0 ? "" : $", did you mean {string.Join(" or ", near)}?";
    }

    private static string Names(MetricSet metrics) => string.Join(", ", metrics.InOrder.Select(metric => metric.Name));

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
