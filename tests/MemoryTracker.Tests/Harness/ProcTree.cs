using MemoryTracker.Procfs;

namespace MemoryTracker.Tests.Harness;

/// <summary>The captured proc file system in Fixtures/proc; what each process was, its README tells.</summary>
internal static class ProcTree
{
    public const int Python = 5_000_001;
    public const int HostileName = 5_000_002;
    public const int KernelThread = 5_000_003;
    public const int Zombie = 5_000_004;
    public const int LivingTask = 5_000_005;
    public const int LeaderExited = 5_000_006;
    public const int Thread = 5_000_007;

    public static ProcRoot Root { get; } = new(Path.Combine(AppContext.BaseDirectory, "Fixtures", "proc"));

    public static byte[] Read(int pid, string file) => File.ReadAllBytes(Path.Combine(Root.Folder(pid), file));
}
