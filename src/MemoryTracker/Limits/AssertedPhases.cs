using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Statistics;

namespace MemoryTracker.Limits;

/// <summary>What an assertion can be about in phases. Of several of one name the worst decides.</summary>
/// <param name="name">Their name, safe to show.</param>
/// <param name="of">The figure.</param>
/// <param name="needs">The metrics that must be recorded to tell it.</param>
/// <param name="isPeak">Whether the figure is the peak, of which more may be known at the phases' ends.</param>
internal sealed class AssertedPhases(string name, Func<Phase, double> of, IReadOnlyList<Metric> needs, bool isPeak)
{
    private const int MostNamed = 5;
    private const int LongestName = 40;

    private static readonly (string Name, Func<Phase, double> Of)[] Told =
    [
        (AssertedFigure.PeakRss.Name, static phase => phase.PeakRss),
        ("mean rss", static phase => phase.MeanRss),
        (AssertedFigure.CpuSeconds.Name, static phase => phase.CpuSeconds),
        (AssertedFigure.Duration.Name, static phase => phase.Duration.TotalSeconds),
    ];

    /// <summary>What there is, for messages.</summary>
    public static string Names => string.Join(", ", Told.Select(figure => figure.Name));

    /// <summary>The figure that phases have of one that recordings have; null when they have none such.</summary>
    /// <param name="whole">The figure of a recording.</param>
    /// <param name="phase">The phases' name.</param>
    public static AssertedFigure? TryOf(AssertedFigure whole, string phase) =>
        Array.Find(Told, figure => figure.Name == whole.Name) is { Of: { } of }
            ? whole with { Tell = new AssertedPhases(SafeText.Clean(phase), of, whole.Needs, isPeak: whole == AssertedFigure.PeakRss).Worst }
            : null;

    private ToldFigure Worst(Evidence evidence, Relation relation)
    {
        Phase[] phases = [.. evidence.Phases.Phases.Where(phase => SafeText.Clean(phase.Name) == name)];
        Phase[] known = [.. phases.Where(phase => !double.IsNaN(of(phase)))];
        string? missing = phases.Length == 0 ? NotSeen(evidence)
            : !evidence.HasEveryPhase ? "there were more markers than are kept, so that not every phase is known"
            : known.Length == 0 && needs.Count > 0 && !needs.Any(evidence.Recorded.Contains) ? $"{needs[0].Name} was not recorded"
            : known.Length < phases.Length ? Untold(phases, known.Length)
            : relation.IsUpper && phases.FirstOrDefault(phase => !IsWhole(phase, evidence)) is { } cut ? Cut(cut)
            : null;
        if (known.Length == 0)
            return ToldFigure.Unknown(missing!);
        Phase worst = relation.IsUpper ? known.MaxBy(of)! : known.MinBy(of)!;
        string[] remarks = [.. Remarks(worst, phases.Length)];
        ToldFigure told = new(of(worst), remarks.Length == 0 ? null : string.Join("; ", remarks), missing);
        double edge = isPeak ? phases.Max(phase => phase.EdgePeakRss) : double.NaN;
        return missing is null && edge > told.Value
            ? told with { Missing = $"{Readable.Bytes(edge)} were reached between two samples around one of its ends, in it or beside it", AtMost = edge }
            : told;
    }

    /// <summary>Whether all of it is known; one that is open has ended if its target has.</summary>
    private static bool IsWhole(Phase phase, Evidence evidence) => !phase.IsPartial && phase.IsExact && (!phase.IsOpen || evidence.HasTargetEnded);

    private static string Cut(Phase phase) => $"of the one at {Readable.Moment(phase.From)} "
        + (phase.IsPartial ? "only a part was recorded" : phase.IsOpen ? "the end was not marked, it may have gone on" : "the past was kept in longer pieces than it lasted");

    private string NotSeen(Evidence evidence)
    {
        string[] seen = [.. evidence.Phases.Phases.Select(phase => SafeText.Shorten(SafeText.Clean(phase.Name), LongestName)).Distinct().Take(MostNamed + 1)];
        string others = seen.Length == 0 ? "there was none at all" : $"there were {string.Join(", ", seen.Take(MostNamed))}{(seen.Length > MostNamed ? ", …" : "")}";
        return $"no phase '{name}' was seen: {others}";
    }

    private string Untold(Phase[] phases, int known) => phases.Length == 1
        ? $"no sample fell into the phase '{name}'"
        : string.Create(CultureInfo.InvariantCulture, $"no sample fell into {phases.Length - known} of {phases.Length} phases '{name}'");

    private static IEnumerable<string> Remarks(Phase worst, int count)
    {
        if (count > 1)
            yield return $"the worst of {Readable.Number(count)}, at {Readable.Moment(worst.From)}";
        if (worst.IsOpen)
            yield return "its end was not marked";
        if (worst.IsPartial)
            yield return "only a part of it was recorded";
        if (worst.IsApproximate)
            yield return "its time is when its marker was read";
        if (!worst.IsExact)
            yield return "approximate: its past was kept in longer pieces";
    }
}
