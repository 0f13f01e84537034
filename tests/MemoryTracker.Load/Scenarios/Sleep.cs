namespace MemoryTracker.Load.Scenarios;

/// <summary>Does nothing. It ends with its standard input, so it never outlives a test that was killed.</summary>
internal static class Sleep
{
    public static int UntilToldToEnd()
    {
        Start.WhenTold();
        return 0;
    }
}
