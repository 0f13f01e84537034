namespace MemoryTracker.EndToEnd.Harness;

/// <summary>
/// The kernel's word of every fork and every end (cn_proc), with the memory and CPU of what has ended (taskstats). Only root of the initial namespaces is
/// told both; without them a recorder sees of a short-lived process what it meets when it looks.
/// </summary>
internal static class ProcessEvents
{
    /// <summary>PROC_PID_INIT_INO and PROC_USER_INIT_INO of include/linux/proc_ns.h: the numbers of the initial namespaces on every kernel.</summary>
    private const string InitialPids = "pid:[4026531836]";
    private const string InitialUsers = "user:[4026531837]";

    public static void MustBeTold() => Need.That(
        Environment.IsPrivilegedProcess && Namespace("pid") == InitialPids && Namespace("user") == InitialUsers,
        "the kernel must tell of processes that begin and end: run as root, outside of containers");

    private static string? Namespace(string kind) => new FileInfo($"/proc/self/ns/{kind}").LinkTarget;
}
