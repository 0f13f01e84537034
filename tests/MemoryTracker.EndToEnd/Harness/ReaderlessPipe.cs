namespace MemoryTracker.EndToEnd.Harness;

/// <summary>A tracker whose standard output is a full pipe that nobody reads: whatever it writes there waits forever.</summary>
internal static class ReaderlessPipe
{
    /// <summary>The pipe is opened for reading too, so that it is full, not broken, and filled with all the 64 KiB it takes.</summary>
    private const string Script =
        """
        mkfifo pipe && exec 3<>pipe && rm pipe && head -c 65536 /dev/zero >&3 && exec "$@" >&3
        """;

    public static RunningProcess Start(Scratch scratch, params IEnumerable<string> arguments) =>
        RunningProcess.Start(scratch, ["sh", "-c", Script, "sh", PublishedBinary.Path, .. arguments]);
}
