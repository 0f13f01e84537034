namespace MemoryTracker.Targets;

/// <summary>The process asked for cannot be recorded; the message says why and what to do, in one line.</summary>
public sealed class TargetException(string message) : Exception(message);
