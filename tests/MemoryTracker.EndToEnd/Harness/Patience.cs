using System.Diagnostics;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>How long a test waits for what must happen: so long that only a hang reaches it, however busy the machine.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static async Task Until(Func<bool> happened, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!happened())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
                Assert.Fail($"waited {Limit.TotalSeconds} s in vain until {what}");

            await Task.Delay(Look, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Until /proc shows the process as one whose first thread has ended.</summary>
    public static Task UntilZombie(int pid) =>
        Until(() => File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal), $"process {pid} is a zombie");

    public static async Task<T> Wait<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"waited {Limit.TotalSeconds} s in vain for {what}");
            throw;
        }
    }
}
