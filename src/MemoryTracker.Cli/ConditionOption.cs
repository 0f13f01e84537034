using MemoryTracker.Limits;

namespace MemoryTracker.Cli;

/// <summary>Reads conditions that stand on the command line.</summary>
internal static class ConditionOption
{
    /// <summary>What one means.</summary>
    /// <param name="option">The option by which it was given.</param>
    /// <param name="text">What was written.</param>
    /// <param name="parse">Who understands it.</param>
    /// <exception cref="UserException">It cannot be understood.</exception>
    public static T Read<T>(string option, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (ConditionException error)
        {
            throw UserException.Usage($"{option}: {error.Message}");
        }
    }
}
