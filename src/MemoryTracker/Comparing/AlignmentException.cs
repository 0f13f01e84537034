namespace MemoryTracker.Comparing;

/// <summary>Recordings cannot be put beside each other as was asked; the message says why, for the person who asked.</summary>
internal sealed class AlignmentException(string message) : Exception(message);
