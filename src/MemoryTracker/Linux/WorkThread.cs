using System.Runtime.ExceptionServices;

namespace MemoryTracker.Linux;

/// <summary>
/// A thread that works beside the recording one. A fault of it is a bug, and must not go on unseen for the rest of a long recording: it is handed over, stack and all.
/// </summary>
internal sealed class WorkThread
{
    private const int StackSize = 256 << 10;

    private readonly Thread _thread;
    private volatile ExceptionDispatchInfo? _fault;

    /// <summary>Starts it.</summary>
    /// <param name="name">What tools call it.</param>
    /// <param name="work">What it does until it ends.</param>
    public WorkThread(string name, Action work)
    {
        _thread = new Thread(() => RunOrFail(work), StackSize) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Throws what it failed with, if it did.</summary>
    public void ThrowFault() => _fault?.Throw();

    /// <summary>Waits for its end.</summary>
    public void Join() => _thread.Join();

    private void RunOrFail(Action work)
    {
        try
        {
            work();
        }
#pragma warning disable CA1031 // Handed over, see above.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _fault = ExceptionDispatchInfo.Capture(fault);
        }
    }
}
