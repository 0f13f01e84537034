using MemoryTracker.Metrics;

namespace MemoryTracker.Comparing;

/// <summary>Recordings, or groups of repeats, beside each other: each figure, and how it differs from that of the first group.</summary>
/// <param name="Groups">What is compared, two at least.</param>
/// <param name="Figures">Those of the whole recordings, then those of their phases.</param>
internal sealed record Comparison(IReadOnlyList<ComparedGroup> Groups, IReadOnlyList<ComparedFigure> Figures)
{
    private static readonly (string Key, string Name, Unit Unit, Func<ComparedPhase, double> Of)[] OfPhases =
    [
        ("peak_rss", "peak RSS", Unit.Bytes, phase => phase.PeakRss),
        ("duration_s", "duration", Unit.Seconds, phase => phase.Duration),
        ("cpu_seconds", "CPU time", Unit.Seconds, phase => phase.CpuSeconds),
    ];

    /// <summary>The label of the markers that lie above each other in pictures, safe to show; null when these are the starts.</summary>
    public string? AlignedAt { get; init; }

    /// <summary>Whether there are repeats, so that spreads are told and differences are tested.</summary>
    public bool HasRepeats => Groups.Any(group => group.Recordings.Count > 1);

    /// <summary>Every recording.</summary>
    public IEnumerable<ComparedRecording> Recordings => Groups.SelectMany(group => group.Recordings);

    /// <summary>Compares them by those metrics.</summary>
    public static Comparison Of(IReadOnlyList<ComparedGroup> groups, MetricSet metrics) => new(
        groups,
        [
            .. ComparedKind.AllOf(metrics).Select(kind => new ComparedFigure(kind.Key, kind.Name, null, kind.Unit, FigureSide.AllOf(groups.Select(group => FiguresOf(group, kind))))),
            .. PhaseNames(groups).SelectMany(name => FiguresOf(name, groups)),
        ]);

    private static double[] FiguresOf(ComparedGroup group, ComparedKind kind) => [.. group.Recordings.Select(recording => kind.Of(recording.Summary))];

    /// <summary>As the first recording has them in time, then those that only later ones have.</summary>
    private static IEnumerable<string> PhaseNames(IReadOnlyList<ComparedGroup> groups) =>
        groups.SelectMany(group => group.Recordings).SelectMany(recording => recording.Phases).Select(phase => phase.Name).Distinct(StringComparer.Ordinal);

    private static IEnumerable<ComparedFigure> FiguresOf(string name, IReadOnlyList<ComparedGroup> groups)
    {
        ComparedPhase?[][] phases = [.. groups.Select(group => group.Recordings.Select(recording => Find(recording, name)).ToArray())];
        bool isRough = phases.SelectMany(group => group).Any(phase => phase is { IsRough: true });
        foreach ((string key, string figure, Unit unit, Func<ComparedPhase, double> of) in OfPhases)
        {
            IEnumerable<double[]> figures = phases.Select(group => Array.ConvertAll(group, phase => phase is null ? double.NaN : of(phase)));
            yield return new ComparedFigure(key, figure, name, unit, FigureSide.AllOf(figures)) { IsRough = isRough };
        }
    }

    private static ComparedPhase? Find(ComparedRecording recording, string name) => recording.Phases.FirstOrDefault(phase => phase.Name == name).Phase;
}
