using System.Globalization;
using MemoryTracker.Metrics;

namespace MemoryTracker.Limits;

/// <summary>Whether an assertion held, and by which figure that was decided. Its texts are safe to show.</summary>
/// <param name="Text">The assertion as it was written.</param>
/// <param name="HasPassed">Whether it held.</param>
/// <param name="IsJudged">Whether the figure was known; if not, it has not passed.</param>
internal sealed record AssertionResult(string Text, bool HasPassed, bool IsJudged)
{
    /// <summary>The figure that decided, in its unit; NaN when it was unknown.</summary>
    public required double Figure { get; init; }

    /// <summary>What it was held against, in the same unit.</summary>
    public required double Bound { get; init; }

    /// <summary>What both count.</summary>
    public required Unit Unit { get; init; }

    /// <summary>For what time they count, such as <c>min</c>; null when they are no rates.</summary>
    public required string? Per { get; init; }

    /// <summary>What is to be known of the figure, or why it could not be judged; null when there is nothing to say.</summary>
    public required string? Why { get; init; }

    /// <summary>The verdict in a word.</summary>
    public string Verdict => HasPassed ? "passed" : "failed";

    /// <summary>The figure as people read it, as finely as tells it from the bound; a dash when it was unknown.</summary>
    public string FigureText => Figure != Bound && Shown(Figure) == BoundText && Exactly(Figure) != BoundText ? $"{Shown(Figure)} ({Exactly(Figure)})" : Shown(Figure);

    /// <summary>The bound as people read it.</summary>
    public string BoundText => Shown(Bound);

    /// <summary>The whole in a line.</summary>
    public string Sentence => $"{Text}: {(double.IsNaN(Figure) ? "" : FigureText)}{(Why is null ? "" : double.IsNaN(Figure) ? Why : $" ({Why})")}";

    private string Shown(double figure) => Readable.Figure(figure, Unit) + (Per is null || double.IsNaN(figure) ? "" : $"/{Per}");

    private string Exactly(double figure)
    {
        string unit = Unit switch { Unit.Bytes => " B", Unit.Percent => " %", Unit.Seconds => " s", _ => "" };
        return figure.ToString("#,0.##########", CultureInfo.InvariantCulture) + unit + (Per is null ? "" : $"/{Per}");
    }
}
