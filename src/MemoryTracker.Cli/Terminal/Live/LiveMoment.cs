using MemoryTracker.Procfs;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>What is known at one moment of a recording and can be shown of it.</summary>
internal sealed class LiveMoment
{
    /// <summary>The metrics that are shown, the upper one first.</summary>
    public IReadOnlyList<LiveCurve> Curves { get; set; } = [];

    /// <summary>Which of <see cref="LiveHistory.Lengths"/> is shown.</summary>
    public int Window { get; set; }

    public long Samples { get; set; }

    /// <summary>When the last sample was taken.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>The command name of the first process by now; empty when it is not among those that live.</summary>
    public CommandName Command { get; set; }

    /// <summary>CPU in percent of one core over the whole time, of which the mean of samples is none: their intervals differ.</summary>
    public double MeanCpu { get; set; } = double.NaN;

    /// <summary>How many processes the recording is of; 0 where it is of exactly one.</summary>
    public int Processes { get; set; }

    public LiveProcess[] Largest { get; } = new LiveProcess[LiveFeed.MostProcesses];

    public int LargestCount { get; set; }
}
