using MemoryTracker.Metrics;

namespace MemoryTracker.Comparing;

/// <summary>A figure, of whole recordings or of their phases of one name, as each group has it.</summary>
/// <param name="Key">Its name in documents.</param>
/// <param name="Name">Its name for people, without the phase's.</param>
/// <param name="Phase">The name of the phases, safe to show; null for whole recordings.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Sides">What each group has of it.</param>
internal sealed record ComparedFigure(string Key, string Name, string? Phase, Unit Unit, IReadOnlyList<FigureSide> Sides)
{
    /// <summary>Whether an end of one of the phases, or what is known of it, is not exact.</summary>
    public bool IsRough { get; init; }
}
