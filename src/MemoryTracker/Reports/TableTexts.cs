using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>What tables say of phases and processes, wherever they stand.</summary>
internal static class TableTexts
{
    /// <summary>A phase's name with what is to be known of its figures: that they are rough, that its end was never told, or that it is a part of it.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="name">Its name as it is shown there.</param>
    public static string Name(Phase phase, string name) =>
        (phase.IsExact && !phase.IsApproximate ? "" : "≈ ") + name + (phase.IsOpen ? " (open)" : phase.IsPartial ? " (part)" : "");

    /// <summary>How a process ended.</summary>
    public static string End(RecordingDocument.ProcessFacts process) => process switch
    {
        { Signal: { } signal } => signal,
        { ExitCode: { } code } => code.ToString(CultureInfo.InvariantCulture),
        { Alive: true } => "runs",
        _ => "–",
    };

    /// <summary>A number of bytes by which something changed, with its sign.</summary>
    public static string Change(double bytes) => (bytes > 0 ? "+" : "") + Readable.Figure(bytes, Unit.Bytes);
}
