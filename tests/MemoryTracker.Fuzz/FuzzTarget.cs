namespace MemoryTracker.Fuzz;

/// <summary>Gives a parser an input, and looks at what comes out: whatever is thrown is a fault of the parser, for those that it documents are caught here.</summary>
public delegate void FuzzTarget(ReadOnlySpan<byte> input);
