namespace MemoryTracker.Targets.Finding;

/// <summary>A pattern that cannot be understood or can match nothing; the message says where and why, in one line.</summary>
public sealed class PatternException(string message) : Exception(message);
