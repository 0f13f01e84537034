namespace MemoryTracker.Tests.Harness;

/// <summary>
/// The bytes that this thread allocates on the heap. Exact only without concurrent garbage collection, which the project file turns off as the command does:
/// the last pause of a background collection gives up the rest of the thread's allocation buffer, some 8 kB, and the runtime counts it as
/// allocated (seen in a loop that called nothing).
/// </summary>
internal static class Allocations
{
    public static long Of(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
