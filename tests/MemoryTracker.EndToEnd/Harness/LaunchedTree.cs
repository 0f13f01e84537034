using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>A tree of known memory and CPU that the tracker has launched, recorded to its end: what it told of itself beside what was recorded.</summary>
internal sealed record LaunchedTree(Ended Ended, IReadOnlyList<Truth> Truths, SetRecording Recording, SetDocument Document)
{
    public IReadOnlyList<Plateau> Plateaus => [.. Truths.OfType<Plateau>()];

    public IReadOnlyList<Member> Members => [.. Truths.OfType<Member>()];

    public double CpuSeconds => Members.Sum(member => member.CpuNanoseconds) / 1e9;

    /// <summary>The tree begins when the recording has its first rows.</summary>
    public static async Task<LaunchedTree> Record(Scratch scratch, string options, string scenario)
    {
        await using RunningProcess tracker = Tracker.Start(
            scratch, [.. options.Split(' '), "-c", "data.csv", "-o", "chart.png", "--", Trees.Program, .. scenario.Split(' ')]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);
        tracker.WriteLine();
        Ended ended = (await tracker.End()).Expect(0);

        List<Truth> truths = [.. ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Truth.Parse)];
        Assert.IsType<Ready>(truths[0]);
        return new(ended, truths, SetRecording.Read(scratch.File("data.csv")), SetDocument.Read(scratch.File("data.meta.json")));
    }
}
