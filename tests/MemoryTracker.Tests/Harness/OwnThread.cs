using System.Runtime.ExceptionServices;

namespace MemoryTracker.Tests.Harness;

/// <summary>A thread for one test, which may have things of the kernel for itself that a process's threads share otherwise, and takes them with it when it ends.</summary>
internal static class OwnThread
{
    public static void Run(Action test)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
#pragma warning disable CA1031 // Whatever the test throws is thrown again on its own thread.
            try
            {
                test();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
#pragma warning restore CA1031
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    /// <summary>One whose files are made under that umask; those of other threads are not.</summary>
    public static void RunUnderUmask(uint mask, Action test) => Run(() =>
    {
        Assert.Equal(0, LibC.Unshare(LibC.OwnFileState));
        _ = LibC.Umask(mask);
        test();
    });
}
