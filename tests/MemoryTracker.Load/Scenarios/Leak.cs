namespace MemoryTracker.Load.Scenarios;

/// <summary>Leaks so many bytes a second, as a program does that forgets to let go of what it allocates; by the clock, so that it is as many whoever else is busy.</summary>
internal static class Leak
{
    /// <summary>Large enough for the heap of large objects, which are never moved.</summary>
    private const int Block = 128 << 10;

    public static int For(int bytesPerSecond, int seconds)
    {
        List<byte[]> kept = [];
        long start = Clock.Monotonic;
        for (double elapsed = 0; elapsed < seconds; elapsed = (Clock.Monotonic - start) / 1e9)
        {
            while ((long)kept.Count * Block < bytesPerSecond * elapsed)
            {
                byte[] block = new byte[Block];
                block.AsSpan().Fill(1);
                kept.Add(block);
            }

            Thread.Sleep(5);
        }

        return kept.Count > 0 ? 0 : 1;
    }
}
