using MemoryTracker.Markers;

namespace MemoryTracker.Statistics;

/// <summary>The phases of a recording: its spans and, if asked for, the stretches that begin at each point marker and last until the next.</summary>
public sealed record PhaseReport
{
    /// <summary>No more phases are listed one by one; all of them are in the totals.</summary>
    public const int MostListed = 4096;

    /// <summary>The phases in the order of time.</summary>
    public IReadOnlyList<Phase> Phases { get; internal init; } = [];

    /// <summary>How many more there are.</summary>
    public int NotListed { get; internal init; }

    /// <summary>What phases of one name say together, for names that occur more than once; the longest first. None when there were more markers than are kept.</summary>
    public IReadOnlyList<PhaseTotal> Totals { get; internal init; } = [];

    /// <summary>Tells of every phase of which some part lies within the recording.</summary>
    /// <param name="log">The markers.</param>
    /// <param name="timeline">The recording's past.</param>
    /// <param name="elapsed">How long it was.</param>
    /// <param name="withStretches">Whether what lies between point markers is a phase, too.</param>
    /// <param name="from">Since when it is told of; zero for all of it.</param>
    public static PhaseReport Of(MarkerLog log, Timeline timeline, TimeSpan elapsed, bool withStretches, TimeSpan from = default)
    {
        IReadOnlyList<Marker> markers = log.Markers;
        // Were some markers left out, what lies between two of the others would be no stretch.
        bool hasStretches = withStretches && log.LeftOut == 0;
        IEnumerable<Phase> phases = markers.Where(marker => marker.End is not null).Select(OfSpan);
        if (hasStretches)
            phases = phases.Concat(Stretches([.. markers.Where(marker => marker.End is null && !marker.IsCrossing)], elapsed)).OrderBy(phase => phase.From).ThenByDescending(phase => phase.To);
        Phase[] all = [.. phases.Where(phase => phase.To >= from && phase.From <= elapsed).Select(phase => Tell(phase, timeline, from, elapsed))];
        return new PhaseReport
        {
            Phases = [.. all.Take(MostListed)],
            NotListed = Math.Max(0, all.Length - MostListed),
            // Nor do those that are kept tell how many there were of a name.
            Totals = log.LeftOut > 0 ? [] : [.. all.GroupBy(phase => phase.Name).Where(same => same.Count() > 1).Select(Sum).OrderByDescending(total => total.Duration)],
        };
    }

    /// <summary>Of the part that was recorded: nothing is known of the rest.</summary>
    private static Phase Tell(Phase phase, Timeline timeline, TimeSpan from, TimeSpan elapsed)
    {
        bool isBegunBefore = phase.From < from;
        bool isEndedAfter = phase.To > elapsed;
        Phase recorded = phase with { From = isBegunBefore ? from : phase.From, To = isEndedAfter ? elapsed : phase.To };
        Phase told = PhaseFigures.Fill(recorded, timeline);
        return told with
        {
            RssAtStart = isBegunBefore ? double.NaN : told.RssAtStart,
            RssAtEnd = isEndedAfter ? double.NaN : told.RssAtEnd,
            IsPartial = isBegunBefore || isEndedAfter,
        };
    }

    private static Phase OfSpan(Marker span) =>
        new(span.Label, span.At, span.End!.Value) { IsOpen = span.IsOpen, IsApproximate = span.IsApproximate };

    private static IEnumerable<Phase> Stretches(Marker[] points, TimeSpan elapsed)
    {
        for (int i = 0; i < points.Length; i++)
        {
            bool isLast = i == points.Length - 1;
            TimeSpan end = isLast ? elapsed : points[i + 1].At;
            if (end >= points[i].At)
                yield return new Phase(points[i].Label, points[i].At, end) { IsApproximate = points[i].IsApproximate || (!isLast && points[i + 1].IsApproximate) };
        }
    }

    private static PhaseTotal Sum(IGrouping<string, Phase> same) => new(
        same.Key,
        same.Count(),
        TimeSpan.FromTicks(same.Sum(phase => phase.Duration.Ticks)),
        same.Max(phase => phase.Duration),
        SumOfKnown(same.Select(phase => phase.CpuSeconds)),
        same.Select(phase => phase.PeakRss).Aggregate(double.MaxNumber),
        same.Select(phase => phase.Change).Aggregate(double.MaxNumber));

    private static double SumOfKnown(IEnumerable<double> figures)
    {
        double[] known = [.. figures.Where(figure => !double.IsNaN(figure))];
        return known.Length == 0 ? double.NaN : known.Sum();
    }
}
