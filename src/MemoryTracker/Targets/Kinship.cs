using MemoryTracker.Linux;

namespace MemoryTracker.Targets;

/// <summary>Whether two processes are one to the kernel in some respect (kcmp(2)).</summary>
internal static class Kinship
{
    /// <summary>
    /// Whether two processes have one and the same memory, as a child made by vfork(2) or posix_spawn(3) and its parent until exec. False also where it cannot be told: kcmp asks
    /// for the right to trace both, and the kernel may lack it (CONFIG_KCMP).
    /// </summary>
    public static bool ShareMemory(int one, int other) => LibC.CompareMemory(one, other) == 0;
}
