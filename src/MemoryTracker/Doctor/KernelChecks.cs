using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Doctor;

/// <summary>What this kernel can.</summary>
internal static class KernelChecks
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Check> Of(ProcRoot root) => [Release(Machine.Kernel(root)), PidFds(), RssSums(Machine.Kernel(root)), DescriptorCounts(root)];

    internal static Check RssSums(string release) => KernelVersion.Parse(release) switch
    {
        null => New("RSS sums", null, "what kernel it is cannot be told"),
        { SumsRssExactly: true } => New("RSS sums", true, "exact"),
        _ => New(
            "RSS sums",
            false,
            "kept for each CPU apart: VmRSS may be off by some hundred kB, more on many CPUs",
            "exact since Linux 6.16 and 6.12.88; PSS and USS are exact on all"),
    };

    private static Check New(string name, bool? fine, string finding, string? help = null) => new(Topics.Kernel, name, fine, finding, help);

    private static Check Release(string release) => release.Length > 0
        ? New("release", true, "Linux " + SafeText.Clean(release))
        : New("release", null, "cannot be told");

    private static Check PidFds()
    {
        using PidFd own = PidFd.Open(Environment.ProcessId, out int error);
        return own.Descriptor >= 0
            ? New("pidfd", true, "yes: the end of a process is seen at once")
            : New(
                "pidfd",
                false,
                $"{Errno.Describe(error)}: the end of a process is seen at the next sample",
                "it takes Linux 5.3, and a sandbox that lets pidfd_open(2) through");
    }

    private static Check DescriptorCounts(ProcRoot root) => FileKind.Of($"{root.Path}/self/fd") switch
    {
        null => New("fd count", null, "cannot be told"),
        { IsEmpty: false } => New("fd count", true, "told by the folder's size: cheap, and for every user"),
        _ => New(
            "fd count",
            false,
            "by listing the folder: dear with many descriptors, and only for the process's owner and root",
            "told by the folder's size since Linux 6.2"),
    };
}
