namespace MemoryTracker.EndToEnd.Harness;

/// <summary>memory_tracker as a user runs it.</summary>
internal static class Tracker
{
    public static RunningProcess Start(Scratch scratch, params IEnumerable<string> arguments) =>
        RunningProcess.Start(scratch, [PublishedBinary.Path, .. arguments]);

    public static async Task<Ended> Run(Scratch scratch, params IEnumerable<string> arguments)
    {
        await using RunningProcess tracker = Start(scratch, arguments);
        return await tracker.End();
    }

    /// <summary>Starts a recording and returns when its first rows are in the file.</summary>
    public static async Task<RunningProcess> Record(Scratch scratch, int pid, string csv, params IEnumerable<string> arguments)
    {
        RunningProcess tracker = Start(scratch, ["--pid", $"{pid}", "-c", csv, .. arguments]);
        await UntilRows(tracker, scratch.File(csv), 2);
        return tracker;
    }

    public static async Task UntilRows(RunningProcess tracker, string csv, int rows)
    {
        await Patience.Until(() => tracker.HasEnded || RowsIn(csv) >= rows, $"{csv} has {rows} rows");
        if (tracker.HasEnded)
            Assert.Fail($"the recording ended before it had {rows} rows: {await tracker.End()}");
    }

    private static int RowsIn(string csv) => File.Exists(csv) ? File.ReadAllText(csv).Count(letter => letter == '\n') - 1 : 0;
}
