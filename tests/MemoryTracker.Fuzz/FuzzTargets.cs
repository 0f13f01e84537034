using MemoryTracker.Fuzz.Targets;

namespace MemoryTracker.Fuzz;

/// <summary>All targets by their names, which are those of their folders in <c>Corpus</c>; the most exposed to what others write come first.</summary>
public static class FuzzTargets
{
    public static IReadOnlyDictionary<string, FuzzTarget> All { get; } = new Dictionary<string, FuzzTarget>
    {
        ["markers"] = MarkersTarget.Run,
        ["csv"] = RecordingTargets.Csv,
        ["jsonl"] = RecordingTargets.JsonLines,
        ["mprof"] = RecordingTargets.Mprof,
        ["psrecord"] = RecordingTargets.Psrecord,
        ["pidstat"] = RecordingTargets.Pidstat,
        ["duct"] = RecordingTargets.Duct,
        ["assertions"] = ConditionTargets.Assertions,
        ["limits"] = ConditionTargets.Limits,
        ["document"] = DocumentTarget.Run,
        ["durations"] = QuantityTargets.Durations,
        ["sizes"] = QuantityTargets.Sizes,
        ["patterns"] = PatternsTarget.Run,
        ["status"] = StatusTarget.Run,
        ["stat"] = ProcTargets.Stat,
        ["smaps_rollup"] = ProcTargets.SmapsRollup,
        ["io"] = ProcTargets.Io,
        ["proc"] = SmallFilesTarget.Run,
        ["netlink"] = NetlinkTarget.Run,
    };
}
