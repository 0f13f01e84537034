namespace MemoryTracker.Limits;

/// <summary>A condition that cannot be understood: what is wrong, and below it the text with a caret under the place.</summary>
/// <param name="text">The condition as it was given.</param>
/// <param name="at">The place of the first character that is wrong.</param>
/// <param name="problem">What is wrong with it and what may stand there.</param>
public sealed class ConditionException(string text, int at, string problem) : Exception($"{problem}\n  {Shown(text)}\n  {new string(' ', Shown(text[..at]).Length)}^")
{
    /// <summary>The place of the first character that is wrong, from 0.</summary>
    public int At { get; } = at;

    /// <summary>The text on one line; a terminal shows the caret below it.</summary>
    private static string Shown(string text) => SafeText.Clean(text);
}
