using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;

namespace MemoryTracker.Doctor;

/// <summary>Which metrics of a process this kernel and this user can read.</summary>
internal static class MetricExamination
{
    private const double NoShare = 0;

    /// <summary>Opens every source, as a recording of all metrics would, and reads those that cost the process nothing.</summary>
    /// <param name="target">The process. Afterwards its sources are open that a recording of the default metrics needs.</param>
    /// <param name="root">Where the proc file system is.</param>
    /// <exception cref="TargetException">It has ended.</exception>
    public static IReadOnlyList<DoctorDocument.MetricFacts> Examine(AttachedProcess target, ProcRoot root)
    {
        target.Open(RawSource.All, NoShare);
        Dictionary<RawSource, int> errors = target.Unreadable.ToDictionary(unreadable => unreadable.Source, unreadable => unreadable.Error);
        target.Open([], NoShare);
        // Had it ended before its sources were opened, none of them would have been refused.
        if (!target.TryRead(out Reading reading))
            throw Refusal.Ended(target.Id.Pid, target.Command);
        HashSet<Metric> untold = [.. RawSource.All.SelectMany(source => UnknownMetrics.Untold(MetricSet.All, source, root))];
        return [.. Metric.All.Select(Of)];

        DoctorDocument.MetricFacts Of(Metric metric)
        {
            if (errors.TryGetValue(metric.From, out int error))
                return Facts(metric, Errno.Describe(error), UnknownMetrics.Help(error, [metric.From]));
            if (metric.From == RawSource.CpuClock && reading.CpuTime is null)
                return Facts(metric, "this kernel or sandbox has no CPU clocks of other processes", "cpu_user and cpu_system tell it more coarsely");
            return untold.Contains(metric) ? Facts(metric, $"this kernel's {metric.From.File} does not tell", "a newer kernel tells") : Facts(metric, null, null);
        }
    }

    /// <summary>Of a process that cannot be recorded nothing can be read.</summary>
    public static IReadOnlyList<DoctorDocument.MetricFacts> Refused(string refusal) => [.. Metric.All.Select(metric => Facts(metric, refusal, null))];

    private static DoctorDocument.MetricFacts Facts(Metric metric, string? why, string? help) =>
        new(metric.Name, metric.Column, metric.From.Name, why is null, why, help);
}
