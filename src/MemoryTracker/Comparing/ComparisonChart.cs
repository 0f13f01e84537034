using MemoryTracker.Charts;
using MemoryTracker.Recordings;

namespace MemoryTracker.Comparing;

/// <summary>The recordings over each other in one chart: a plot for each metric, a colour for each group.</summary>
internal static class ComparisonChart
{
    private const int LongestMarker = 40;

    /// <summary>What the chart shows.</summary>
    /// <param name="comparison">The recordings; no more groups than <see cref="ChartedRecording.MostColors"/>.</param>
    public static ChartContent Content(Comparison comparison)
    {
        (ComparedRecording Recording, ChartedRecording As)[] all =
        [
            .. from compared in comparison.Groups.Index()
               let shown = new ChartedRecording(LegendOf(compared.Item), compared.Index)
               from recording in compared.Item.Recordings
               select (recording, shown),
        ];
        // The one that begins the farthest before its zero begins with the chart.
        TimeSpan zero = all.Max(one => one.Recording.Zero);
        return new ChartContent
        {
            Title = TitleOf(comparison),
            Footer = FooterOf(comparison),
            Start = new DateTimeOffset(all[0].Recording.Summary.Start),
            Elapsed = all.Max(one => one.Recording.Summary.Elapsed + (zero - one.Recording.Zero)),
            Zero = comparison.AlignedAt is { } marker ? new ChartZero(zero, $"Time from '{SafeText.Shorten(marker, LongestMarker)}'") : null,
            Series = [.. all.SelectMany(one => one.Recording.Series.Select(charted => Shifted(charted, zero - one.Recording.Zero) with { Recording = one.As }))],
        };
    }

    private static ChartedSeries Shifted(ChartedSeries charted, TimeSpan by) => charted with
    {
        Series = charted.Series.ShiftedBy((long)by.TotalNanoseconds),
        Held = charted.Held?.ShiftedBy((long)by.TotalNanoseconds),
    };

    private static string LegendOf(ComparedGroup group) =>
        group.Recordings.Count == 1 ? group.Name : FormattableString.Invariant($"{group.Name} ({group.Recordings.Count} recordings)");

    /// <summary>What the whole is called.</summary>
    public static string TitleOf(Comparison comparison) => comparison.Groups is [{ } one, { } other]
        ? $"{one.Name} and {other.Name} compared"
        : FormattableString.Invariant($"{comparison.Groups.Count} {(comparison.HasRepeats ? "groups" : "recordings")} compared");

    /// <summary>What they have in common.</summary>
    private static string FooterOf(Comparison comparison)
    {
        string?[] common = [Common(document => document.Host?.Name), Common(document => document.Title), DocumentMaker.Tool];
        return string.Join("  ·  ", common.OfType<string>());

        string? Common(Func<RecordingDocument, string?> of) =>
            comparison.Recordings.Select(recording => of(recording.Document)).Distinct().ToArray() is [{ } one] ? one : null;
    }
}
