using System.Runtime.CompilerServices;

namespace MemoryTracker.Fuzz;

/// <summary>What must hold, whatever the input.</summary>
internal static class Invariant
{
    /// <summary>Throws unless it holds.</summary>
    public static void Holds(bool condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        _ = condition ? true : throw new InvalidOperationException($"does not hold: {what}");

    /// <summary>A text that is shown to people must be safe for a terminal, and a message one line.</summary>
    public static void IsSafe(string text) => _ = SafeText.Clean(text) == text ? true : throw new InvalidOperationException($"is not safe to show: {SafeText.Clean(text)}");

    /// <summary>What the kernel counts is unknown or not negative.</summary>
    public static void IsAmount(long? figure, [CallerArgumentExpression(nameof(figure))] string what = "") =>
        _ = figure is null or >= 0 ? true : throw new InvalidOperationException($"is negative: {what} = {figure}");
}
