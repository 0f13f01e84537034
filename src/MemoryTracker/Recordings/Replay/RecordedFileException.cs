namespace MemoryTracker.Recordings.Replay;

/// <summary>A file cannot be read as a recording; the message says in one line why, and what to do.</summary>
public sealed class RecordedFileException(string message, Exception? inner = null) : Exception(message, inner);
