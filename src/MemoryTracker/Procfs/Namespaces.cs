namespace MemoryTracker.Procfs;

/// <summary>Whether we are where the machine's first process is, or in a container (namespaces(7)).</summary>
internal static class Namespaces
{
    // The inodes of the initial ones are fixed: include/linux/proc_ns.h.
    private const string InitialPid = "pid:[4026531836]";
    private const string InitialUser = "user:[4026531837]";

    /// <summary>Whether process numbers are the machine's own; null when it cannot be told.</summary>
    public static bool? IsInitialPid(ProcRoot root) => Is(InitialPid, $"{root.Path}/self/ns/pid");

    /// <summary>Whether users and capabilities are the machine's own; null when it cannot be told.</summary>
    public static bool? IsInitialUser(ProcRoot root) => Is(InitialUser, $"{root.Path}/self/ns/user");

    private static bool? Is(string initial, string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget is { } target ? target == initial : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
