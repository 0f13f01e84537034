namespace MemoryTracker.Load.Scenarios;

/// <summary>
/// Walks through the steps in a second thread after the first one has ended. /proc then shows the process as a zombie of no memory,
/// while its memory is all there.
/// </summary>
internal static class LeaderExits
{
    public static int Walk(TimeSpan hold, long[] amounts)
    {
        Start.WhenTold();
        new Thread(() => WalkAlone(hold, amounts)).Start();

        // Not the runtime's way for a thread to end: it would wait here for the other one, or end the process.
        LibC.SystemCall(LibC.ExitThread, 0);
        throw new InvalidOperationException("a thread that has ended goes on");
    }

    private static void WalkAlone(TimeSpan hold, long[] amounts)
    {
        foreach (long bytes in amounts)
            Start.Tell(Steps.Hold(bytes, hold));

        LibC.ExitProcess(0);
    }
}
