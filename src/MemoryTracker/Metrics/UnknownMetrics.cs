using System.Globalization;
using MemoryTracker.Linux;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;

namespace MemoryTracker.Metrics;

/// <summary>Tells before a recording which of the chosen metrics will stay unknown, why, and what would help.</summary>
public static class UnknownMetrics
{
    /// <summary>A line for each reason; none when everything can be read.</summary>
    /// <param name="metrics">The chosen metrics.</param>
    /// <param name="target">The process, whose sources have been opened.</param>
    /// <param name="root">Where the proc file system is.</param>
    public static IEnumerable<string> Explain(MetricSet metrics, RecordingTarget target, ProcRoot root) =>
        Refused(metrics, target).Concat(Missing(metrics, target, root));

    private static IEnumerable<string> Refused(MetricSet metrics, RecordingTarget target) =>
        from unreadable in target.Unreadable
        group unreadable.Source by unreadable.Error into refused
        let names = metrics.InOrder.Where(metric => refused.Contains(metric.From)).Select(metric => metric.Name)
        let files = string.Join(" and ", refused.Select(source => Of(target.Id.Pid, source)))
        select $"{List(names)} of process {target.Id.Pid} cannot be read and {Stay(names)} empty: {files}: {Errno.Describe(refused.Key)}; {Help(refused.Key, [.. refused])}";

    /// <summary>What stopped being readable while it was recorded, because the process took other rights perhaps; null when nothing did.</summary>
    internal static string? ExplainFailure(RecordingTarget target) => target.FirstFailure is { } failure
        ? $"{Of(failure.Pid, failure.Source)} could not be read any more at times, and its metrics are empty there: {Errno.Describe(failure.Error)}; {Help(failure.Error, [failure.Source])}"
        : null;

    /// <summary>What would help where sources cannot be read.</summary>
    internal static string Help(int error, IReadOnlyList<RawSource> sources) => error is Errno.AccessDenied or Errno.NotPermitted
        ? "record as the process's owner or as root"
        : error == Errno.NoSuchFile
            ? $"it takes {string.Join(" and ", sources.Select(source => source.Kernel).Distinct())}"
            : "the others are recorded";

    private static IEnumerable<string> Missing(MetricSet metrics, RecordingTarget target, ProcRoot root)
    {
        foreach (RawSource source in metrics.Sources.Except(target.Unreadable.Select(unreadable => unreadable.Source)))
        {
            string[] names = [.. Untold(metrics, source, root).Select(metric => metric.Name)];
            if (names.Length > 0)
                yield return $"{List(names)} {Stay(names)} empty: {NotTold(source)}";
        }
    }

    /// <summary>Why metrics are unknown whose lines are missing, and what would help.</summary>
    internal static string NotTold(RawSource source) => $"this kernel's {source.File} does not tell; a newer one does";

    /// <summary>
    /// Those of a source whose lines this kernel does not write. They are looked for in our own files, which may always be read and cost little: a huge process
    /// would pay for a reading of its page tables.
    /// </summary>
    internal static IEnumerable<Metric> Untold(MetricSet metrics, RawSource source, ProcRoot root)
    {
        using ProcFolder? self = ProcFolder.TryOpen($"{root.Path}/self", out _);
        if (self is null || ReadOwn(self, source) is not { } own)
            return [];
        Figures figures = new();
        new FigureMaker(TimeSpan.Zero, metrics).Fill(own, figures);
        return metrics.InOrder.Where(metric => metric.From == source && double.IsNaN(figures[metric]));
    }

    /// <summary>Of the two files to which lines were added in the course of time.</summary>
    private static Reading? ReadOwn(ProcFolder self, RawSource source) =>
        source == RawSource.Memory && self.TryRead("status"u8, out ReadOnlySpan<byte> text, out _) ? new Reading { Memory = ProcMemory.Parse(text) }
        : source == RawSource.SmapsRollup && self.TryRead("smaps_rollup"u8, out text, out _) ? new Reading { Smaps = SmapsRollup.Parse(text) }
        : null;

    private static string Of(int pid, RawSource source) =>
        source.File.Replace("PID", pid.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string List(IEnumerable<string> names) => string.Join(", ", names);

    private static string Stay(IEnumerable<string> names) => names.Count() == 1 ? "stays" : "stay";
}
