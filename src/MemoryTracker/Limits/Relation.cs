namespace MemoryTracker.Limits;

/// <summary>How a figure has to stand to its bound.</summary>
/// <param name="Sign">How it is written.</param>
/// <param name="IsUpper">Whether the bound lies above: the figure must be less.</param>
/// <param name="IncludesBound">Whether the bound itself will do.</param>
internal sealed record Relation(string Sign, bool IsUpper, bool IncludesBound)
{
    /// <summary>All of them; a sign that begins with another one comes first.</summary>
    public static IReadOnlyList<Relation> All { get; } = [new("<=", true, true), new("<", true, false), new(">=", false, true), new(">", false, false)];

    /// <summary>Whether the figure stands so to the bound; false when it is unknown (NaN).</summary>
    public bool Holds(double figure, double bound) => (IncludesBound && figure == bound) || (IsUpper ? figure < bound : figure > bound);
}
