using MemoryTracker.Markers.Running;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Targets;

namespace MemoryTracker.Doctor;

/// <summary>Finds out what can be recorded of a process here. It reads, and does nothing to the process.</summary>
internal static class Examination
{
    /// <summary>Makes the document.</summary>
    /// <param name="pid">The process; null for ourselves, who stand for this user's processes.</param>
    /// <param name="root">Where the proc file system is.</param>
    /// <param name="further">Checks that only the caller can make.</param>
    public static DoctorDocument Of(int? pid, ProcRoot root, IEnumerable<Check> further)
    {
        DoctorDocument examined = Examine(pid ?? Environment.ProcessId, pid is null, root);
        int target = examined.Target.Pid;
        return examined with
        {
            Checks =
            [
                .. new RightsChecks(root, target, examined.Metrics.All(metric => metric.Readable)).All,
                .. KernelChecks.Of(root),
                .. TreeChecks.Of(root),
                .. MachineChecks.Of(target, root, MemoryCgroup.Cgroups),
                .. ProgramChecks.Of(root, RuntimeFolder.Place),
                .. further,
            ],
        };
    }

    private static DoctorDocument Examine(int pid, bool isOwn, ProcRoot root)
    {
        DoctorDocument document = new()
        {
            Tool = DocumentMaker.Tool,
            Host = new(Environment.MachineName, Machine.Kernel(root), Environment.ProcessorCount, Machine.MemoryBytes(root)),
            Target = new(pid, null, isOwn),
        };
        try
        {
            using AttachedProcess target = AttachedProcess.Attach(pid, root);
            return Examine(document, target, root);
        }
        catch (TargetException refusal)
        {
            return document with { Refusal = refusal.Message, Metrics = MetricExamination.Refused(refusal.Message) };
        }
    }

    private static DoctorDocument Examine(DoctorDocument document, AttachedProcess target, ProcRoot root)
    {
        IReadOnlyList<DoctorDocument.MetricFacts> metrics = MetricExamination.Examine(target, root);
        HashSet<string> readable = [.. metrics.Where(metric => metric.Readable).Select(metric => metric.Source)];
        ReadCost cost = new(target.Id.Pid, root);
        return document with
        {
            Target = document.Target with { Command = target.Command.ToString() },
            Metrics = metrics,
            Sources =
            [
                .. RawSource.All.DistinctBy(source => source.Name)
                    .Select(source => readable.Contains(source.Name) ? cost.Of(source) : new(source.Name, null, 0, null)),
            ],
            Timing = Rehearsal.Hold(target, root) ?? throw Refusal.Ended(target.Id.Pid, target.Command),
        };
    }
}
