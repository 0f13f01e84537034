using System.ComponentModel;

namespace MemoryTracker.Load.Accounts;

/// <summary>Threads that go off their CPUs: some because they wait, some because they push each other off the same one. They live until told to end.</summary>
internal sealed class SwitchingThreads : IDisposable
{
    private const int Waiting = 3;
    private const int Pushing = 2;
    private const int Waits = 300;

    private static readonly TimeSpan PushingTime = TimeSpan.FromMilliseconds(500);

    private readonly CountdownEvent _done = new(Waiting + Pushing);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(2);

    private readonly List<(Thread Thread, AutoResetEvent End)> _threads = [];
    private readonly int _tasksBefore = Tasks;

    /// <summary>Returns when all have done their part and only wait for the end.</summary>
    public SwitchingThreads()
    {
        int processor = LibC.CurrentProcessor();
        for (int number = 0; number < Waiting; number++)
            Begin(WaitOften);
        for (int number = 0; number < Pushing; number++)
            Begin(() => Push(processor));
        _done.Wait();
    }

    public void Dispose()
    {
        // One after the other: pushing into each other at the end would be switches that nobody sees any more.
        foreach ((Thread thread, AutoResetEvent end) in _threads)
        {
            end.Set();
            thread.Join();
            end.Dispose();
        }

        _done.Dispose();
        // To have joined a thread is not yet to be without it: the kernel ends it a little later.
        long begun = Environment.TickCount64;
        while (Tasks > _tasksBefore && Environment.TickCount64 - begun < LongestEnd.TotalMilliseconds)
            Thread.Sleep(1);
    }

    /// <summary>How many threads the kernel knows of this process.</summary>
    private static int Tasks => Directory.EnumerateDirectories("/proc/self/task").Count();

    private void Begin(Action part)
    {
        AutoResetEvent end = new(initialState: false);
        Thread thread = new(() =>
        {
            part();
            _done.Signal();
            end.WaitOne();
        });
        _threads.Add((thread, end));
        thread.Start();
    }

    private static void WaitOften()
    {
        for (int wait = 0; wait < Waits; wait++)
            Thread.Sleep(1);
    }

    private static void Push(int processor)
    {
        byte[] processors = new byte[128];
        processors[processor / 8] = (byte)(1 << (processor % 8));
        if (LibC.BindTo(0, (nuint)processors.Length, processors) != 0)
            throw new Win32Exception();
        long end = Environment.TickCount64 + (long)PushingTime.TotalMilliseconds;
        while (Environment.TickCount64 < end)
            Thread.SpinWait(100);
    }
}
