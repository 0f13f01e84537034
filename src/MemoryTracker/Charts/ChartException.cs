namespace MemoryTracker.Charts;

/// <summary>A chart cannot be drawn; the message says why, for the person who asked for it.</summary>
public sealed class ChartException(string message, Exception? inner = null) : Exception(message, inner);
