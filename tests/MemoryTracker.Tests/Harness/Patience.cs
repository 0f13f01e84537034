using System.Diagnostics;

namespace MemoryTracker.Tests.Harness;

/// <summary>How long a test waits for what must happen: so long that only a hang reaches it, however busy the machine.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static void Until(Func<bool> happened, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!happened())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
                Assert.Fail($"waited {Limit.TotalSeconds} s in vain until {what}");
            Thread.Sleep(5);
        }
    }
}
