using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>A column of a recording's CSV.</summary>
/// <param name="Kind">What its cells say.</param>
/// <param name="Metric">The metric whose figures they hold; null when it holds none.</param>
internal sealed record CsvColumn(CsvColumn.Content Kind, Metric? Metric)
{
    /// <summary>What cells may say.</summary>
    public enum Content
    {
        /// <summary>Something that is not known here.</summary>
        Ignored,

        /// <summary>The time of day.</summary>
        Time,

        /// <summary>Seconds since the recording's start.</summary>
        Elapsed,

        /// <summary>The PID; empty in a total of several.</summary>
        Pid,

        /// <summary>The command name.</summary>
        Command,

        /// <summary>A figure of a metric.</summary>
        Figure,
    }

    /// <summary>What is told of a cell that is no figure.</summary>
    public string Problem { get; } = $"{Metric?.Column} is no figure that a recorder writes and counts as unknown";

    /// <summary>The column of that name.</summary>
    public static CsvColumn Of(string name) => name switch
    {
        "time" => new(Content.Time, null),
        "elapsed_s" => new(Content.Elapsed, null),
        "pid" => new(Content.Pid, null),
        "command" => new(Content.Command, null),
        _ => Metric.All.FirstOrDefault(metric => metric.Column == name) is { } known ? new(Content.Figure, known) : new(Content.Ignored, null),
    };
}
