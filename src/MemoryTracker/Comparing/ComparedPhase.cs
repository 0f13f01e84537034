using MemoryTracker.Statistics;

namespace MemoryTracker.Comparing;

/// <summary>All phases of one name in a recording together. NaN is unknown.</summary>
/// <param name="PeakRss">The highest RSS in bytes of all of them.</param>
/// <param name="Duration">How long they were together, in seconds.</param>
/// <param name="CpuSeconds">The CPU time of those for which it is known.</param>
/// <param name="IsRough">Whether something of them is not known exactly: an end, a part of one outside the recording, or the figures themselves.</param>
internal sealed record ComparedPhase(double PeakRss, double Duration, double CpuSeconds, bool IsRough)
{
    /// <summary>The phases of a recording by their names, in the order of time.</summary>
    public static IReadOnlyList<(string Name, ComparedPhase Phase)> AllOf(PhaseReport report) =>
        [.. report.Phases.GroupBy(phase => phase.Name, StringComparer.Ordinal).Select(same => (SafeText.Clean(same.Key), Of([.. same], Total(report, same.Key))))];

    private static PhaseTotal? Total(PhaseReport report, string name) => report.Totals.FirstOrDefault(total => total.Name == name);

    /// <summary>The total knows of those, too, that were too many to be listed.</summary>
    private static ComparedPhase Of(Phase[] listed, PhaseTotal? total)
    {
        bool isRough = Array.Exists(listed, phase => !phase.IsExact || phase.IsPartial || phase.IsApproximate || phase.IsOpen);
        bool isPart = listed.Length > 1 && Array.Exists(listed, phase => double.IsNaN(phase.CpuSeconds));
        return total is null
            ? new ComparedPhase(listed[0].PeakRss, listed[0].Duration.TotalSeconds, listed[0].CpuSeconds, isRough)
            : new ComparedPhase(total.WorstPeakRss, total.Duration.TotalSeconds, total.CpuSeconds, isRough || isPart);
    }
}
