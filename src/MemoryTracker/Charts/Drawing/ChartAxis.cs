using MemoryTracker.Metrics;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Metrics of one unit, and what is drawn of them.</summary>
internal sealed class ChartAxis
{
    private ChartAxis(ChartUnit unit, IReadOnlyList<ChartedSeries> all, ChartContent content)
    {
        Unit = unit;
        ChartedSeries[] known = [.. all.Where(charted => charted.Series.Count > 0)];
        IsKnown = known.Length > 0;
        Series = IsKnown ? known : all;
        IsOfSeveral = all.Any(charted => charted.Recording is not null);
        bool isDivided = Rss is not null && !Stack.Any();
        Processes = isDivided && content.Processes is { } processes ? ProcessLayers.Of(processes) : [];
        Guides = IsOfSeveral ? [] : [.. content.Guides.Where(guide => all.Any(charted => charted.Metric == guide.Metric))];
    }

    public ChartUnit Unit { get; }

    /// <summary>Whether anything is known of any of them.</summary>
    public bool IsKnown { get; }

    /// <summary>Those of which something is known; where nothing is, all.</summary>
    public IReadOnlyList<ChartedSeries> Series { get; }

    /// <summary>Whether it compares recordings, each of which is a line of its own.</summary>
    public bool IsOfSeveral { get; }

    /// <summary>Whether it compares not only RSS but also its peaks between samples, and some are known.</summary>
    public bool IsOfPeaksToo => IsOfSeveral && Series.Any(charted => charted.Metric == Metric.PeakRss && charted.Series.Count > 0);

    /// <summary>RSS; null when it is not among them.</summary>
    public ChartedSeries? Rss => Find(Metric.Rss);

    /// <summary>The peaks of RSS between samples; null when they are not among them.</summary>
    public ChartedSeries? Peaks => Find(Metric.PeakRss);

    /// <summary>The parts of RSS that stand on each other, from below.</summary>
    public IEnumerable<ChartedSeries> Stack => Series.Where(charted => charted.IsStacked);

    /// <summary>What single processes have of RSS, from below; none where RSS is divided into its parts.</summary>
    public IReadOnlyList<ProcessLayer> Processes { get; }

    /// <summary>The lines that its figures are held against.</summary>
    public IReadOnlyList<ChartGuide> Guides { get; }

    /// <summary>Those that are lines of their own.</summary>
    public IEnumerable<ChartedSeries> Lines => IsOfSeveral ? Series : Series.Where(charted => !charted.IsStacked && charted.Metric != Metric.Rss && charted.Metric != Metric.PeakRss);

    /// <summary>The highest figure of all; NaN when there is none.</summary>
    public double Highest => Series.Select(charted => charted.Series.Highest).DefaultIfEmpty(double.NaN).Aggregate(double.MaxNumber);

    /// <summary>The lowest figure above 0 of all; NaN when there is none.</summary>
    public double LowestAboveZero => Series.SelectMany(charted => charted.Series.Points).Select(point => point.Value).Where(value => value > 0).DefaultIfEmpty(double.NaN).Min();

    /// <summary>What the axis is called: by its metric, where it shows but one and its peaks or parts.</summary>
    public string Name
    {
        get
        {
            Metric[] drawn = [.. Series.Where(charted => !charted.IsStacked).Select(charted => charted.Metric).Distinct()];
            Metric[] lines = drawn.Contains(Metric.Rss) ? [.. drawn.Where(metric => metric != Metric.PeakRss)] : drawn;
            string name = lines.Length == 1 ? MetricStyle.Of(lines[0]).ShortName : Unit.Name;
            return char.ToUpperInvariant(name[0]) + name[1..];
        }
    }

    /// <summary>The axes of a chart, in order. Where recordings are compared colours tell these apart, and so each metric has an axis of its own, RSS that of its peaks.</summary>
    public static IEnumerable<ChartAxis> AllOf(ChartContent content) =>
        from unit in ChartUnit.All
        from shown in content.Series.Where(charted => ChartUnit.Of(charted.Metric) == unit).GroupBy(charted => charted.Recording is null ? null : Alone(charted.Metric))
        select new ChartAxis(unit, [.. shown], content);

    private static Metric Alone(Metric metric) => metric == Metric.PeakRss ? Metric.Rss : metric;

    private ChartedSeries? Find(Metric metric) => IsOfSeveral ? null : Series.FirstOrDefault(charted => charted.Metric == metric);
}
