using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>One recording of everything that there is a metric for, made when the first test asks for it and read by all.</summary>
public sealed class RecordedDeeds
{
    private readonly Lazy<Task<(MetricRows Rows, List<Account> Accounts)>> _recording = new(Record);

    internal Task<(MetricRows Rows, List<Account> Accounts)> Recording => _recording.Value;

    private static async Task<(MetricRows Rows, List<Account> Accounts)> Record()
    {
        using Scratch scratch = new();
        using StorageFolder storage = new();
        await using LoadProcess load = await LoadProcess.Start("everything", storage.Path, "500");
        // The budget is the whole time, so that the page tables are read at every tick; what a budget does is another test's business.
        await using RunningProcess tracker = await Tracker.Record(
            scratch, load.Pid, "data.csv", "-i", "20ms", "--metrics", "all", "--smaps-budget", "100", "--exact-peaks", "-o", "x.json");

        List<Account> accounts = await load.Perform<Account>();
        Ended ended = (await tracker.End()).Expect(0);
        Assert.Empty(ended.Errors);
        return (MetricRows.Read(scratch.File("data.csv")), accounts);
    }
}
