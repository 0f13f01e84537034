using MemoryTracker.Doctor;
using MemoryTracker.Metrics;
using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Harness;

/// <summary>Made-up findings of the doctor.</summary>
internal static class Examined
{
    private static readonly string[] Closed = ["smaps_rollup", "io"];

    /// <summary>Another user's process of a hostile name in a container on a kernel of some years ago.</summary>
    public static DoctorDocument Container() => Fine() with
    {
        Target = new(5_000_002, "[red]a[/]", false),
        Metrics = [.. Metric.All.Select(metric => Facts(
            metric, Closed.Contains(metric.From.Name) ? "Permission denied" : metric == Metric.HugeTlb ? "this kernel's /proc/PID/status does not tell" : null))],
        Sources = [.. Fine().Sources.Select(source => Closed.Contains(source.Name) ? source with { ReadS = null, Reads = 0 } : source)],
        Checks =
        [
            new(Topics.Rights, "user", true, "user 1000; the process is user 0's"),
            new(Topics.Rights, "capabilities", false, "none of those that open other users' processes",
                "CAP_SYS_PTRACE opens PSS and passes hidepid, with CAP_DAC_READ_SEARCH also bytes read and written"),
            new(Topics.Rights, "hidepid", null, "how /proc is mounted cannot be told"),
            new(Topics.Kernel, "RSS sums", false, "kept for each CPU apart", "exact since Linux 6.16"),
            new(Topics.Time, "kernel tick", true, "10 ms"),
            new(Topics.Program, "mark", false,
                "/tmp/[memory_tracker]/a-path-that-is-so-long-that-it-does-not-fit-into-one-line-and-has-no-blank-in-it-at-all/run",
                "set XDG_RUNTIME_DIR to a folder of yours"),
            new(Topics.Terminal, "characters", false, "C is not UTF-8", "export LC_ALL=C.UTF-8"),
        ],
    };

    /// <summary>Everything can be read.</summary>
    public static DoctorDocument Fine() => new()
    {
        Tool = "memory_tracker 1.2.3",
        Host = new("lab7", "6.18.44", 2, 24_684_084L * 1024),
        Target = new(4711, "postgres", false),
        Metrics = [.. Metric.All.Select(metric => Facts(metric, null))],
        Sources = [.. RawSource.All.DistinctBy(source => source.Name)
            .Select((source, index) => new DoctorDocument.SourceFacts(source.Name, 3.7e-7 * Math.Pow(7, index), 101, null))],
        Timing = new(200, 0.000032, 0.000274, 0.0000361, 0.001),
        Checks =
        [
            new(Topics.Rights, "user", true, "user 1000, whose process it is"),
            new(Topics.Kernel, "pidfd", true, "yes: the end of a process is seen at once"),
            new(Topics.Program, "charts", true, "libSkiaSharp is there, the font is built in"),
        ],
    };

    /// <summary>A process that is hidden.</summary>
    public static DoctorDocument Refused()
    {
        const string Refusal = "process 4711 is hidden from this user (No such file or directory; /proc is mounted with hidepid): record it as its owner or as root";
        return Container() with
        {
            Target = new(4711, null, false),
            Refusal = Refusal,
            Metrics = [.. Metric.All.Select(metric => Facts(metric, Refusal))],
            Sources = [],
            Timing = null,
        };
    }

    private static DoctorDocument.MetricFacts Facts(Metric metric, string? why) =>
        new(metric.Name, metric.Column, metric.From.Name, why is null, why, why == "Permission denied" ? "record as the process's owner or as root" : null);
}
