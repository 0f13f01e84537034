using MemoryTracker.Load.Truths;

namespace MemoryTracker.Load.Scenarios;

/// <summary>How every scenario begins: it says that it is there and waits for the word, so that nothing happens before a recording runs.</summary>
internal static class Start
{
    public static void WhenTold()
    {
        // What the first use costs in memory is paid here, not inside a plateau.
        _ = new Plateau(Clock.Realtime, Clock.ProcessCpu, PageTables.ResidentBytes()).ToString();

        Tell(new Ready(Environment.ProcessId));
        Console.In.ReadLine();
    }

    /// <remarks>Console.Out flushes after every line.</remarks>
    public static void Tell(Truth truth) => Console.Out.WriteLine(truth);
}
