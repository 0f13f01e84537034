namespace MemoryTracker.Targets;

/// <summary>A command cannot be started; the message says why and what to do, in one line.</summary>
/// <param name="isMissing">Whether it, or the program that it needs to run, is not there.</param>
/// <param name="message">The line.</param>
public sealed class LaunchException(bool isMissing, string message) : Exception(message)
{
    /// <summary>Whether it, or the program that it needs to run, is not there: 127 to a shell, and 126 otherwise.</summary>
    public bool IsMissing { get; } = isMissing;
}
