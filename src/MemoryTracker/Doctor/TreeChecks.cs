using System.Globalization;
using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Targets.Events;

namespace MemoryTracker.Doctor;

/// <summary>What is seen here of a process's children, and of several processes together.</summary>
internal static class TreeChecks
{
    // As many processes as a large build or a server has.
    private const long EnoughHeld = 1000;

    /// <summary>All of them. The kernel is asked as by a recording, and listened to for a moment only.</summary>
    public static IEnumerable<Check> Of(ProcRoot root)
    {
        using ProcessConnector? connector = ProcessConnector.TryListen(root, out string? whyNot);
        using TaskstatsListener? taskstats = TaskstatsListener.TryListen();
        return
        [
            Children(root),
            ShortLived(whyNot),
            EndPeaks(isTold: connector is not null && taskstats is not null),
            SharedMemory(Kinship.ShareMemory(Environment.ProcessId, Environment.ProcessId)),
            Held(OpenFileLimit.Highest),
        ];
    }

    internal static Check Children(ProcRoot root)
    {
        string own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return FileKind.Of($"{root.Folder(Environment.ProcessId)}/task/{own}/children") is not null
            ? New("children", true, "listed by the kernel for each thread")
            : New(
                "children",
                false,
                "not listed by the kernel: all processes of the machine are looked at for them, which is dear where these are many",
                "it takes a kernel with CONFIG_PROC_CHILDREN");
    }

    /// <param name="whyNot">Why the kernel does not tell of processes; null when it does.</param>
    internal static Check ShortLived(string? whyNot) => whyNot is null
        ? New("short lives", true, "the kernel tells of every process (process connector): none is too short-lived to be seen")
        : New(
            "short lives",
            false,
            $"{SafeText.Clean(whyNot)}: children that come and go between two samples are not seen, what they used is counted all the same",
            "record as root in the machine's own namespaces, or with a shorter interval");

    internal static Check EndPeaks(bool isTold) => isTold
        ? New("end peaks", true, "the kernel tells what each process's highest RSS was when it ends (taskstats)")
        : New(
            "end peaks",
            false,
            "a process's peak between its last sample and its end stays unknown, and so does that of one that was never sampled",
            "record as root in the machine's own namespaces, on a kernel with CONFIG_TASK_XACCT");

    internal static Check SharedMemory(bool isTold) => isTold
        ? New("vfork", true, "a child that still has its parent's memory is told (kcmp) and not counted twice")
        : New(
            "vfork",
            false,
            "a child that still has its parent's memory cannot be told: for that moment it may be counted twice",
            "it takes CONFIG_KCMP, and a sandbox that lets kcmp(2) through");

    /// <param name="descriptors">How many we may have open when we ask for as many as we may; null when it cannot be told.</param>
    internal static Check Held(ulong? descriptors)
    {
        if (descriptors is null)
            return New("held open", null, "for how many processes that is possible cannot be told");
        ProcessOpener opener = new(ProcRoot.Default);
        opener.Choose([], smapsShare: 0, descriptors);
        string most = Readable.Number(opener.MostHeld);
        return opener.MostHeld >= EnoughHeld
            ? New("held open", true, $"the files of up to {most} processes at once; of more they are opened at each sample, which takes longer")
            : New(
                "held open",
                false,
                $"the files of up to {most} processes only; of more they are opened at each sample, which takes longer",
                "allow more open files (ulimit -Hn)");
    }

    private static Check New(string name, bool? fine, string finding, string? help = null) => new(Topics.Trees, name, fine, finding, help);
}
