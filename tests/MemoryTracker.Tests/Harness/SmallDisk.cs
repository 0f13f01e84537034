using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace MemoryTracker.Tests.Harness;

/// <summary>
/// A disk of a few pages that can be filled. It is mounted in a mount namespace of one thread: nobody else sees it, and it is gone with the thread.
/// </summary>
internal static class SmallDisk
{
    public static void Use(int kibibytes, Action<string> test)
    {
        using Scratch scratch = new();
        string? refusal = null;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            refusal = Mount(scratch.Folder, kibibytes);
            if (refusal is not null)
                return;
#pragma warning disable CA1031 // Whatever the test throws is thrown again on its own thread.
            try
            {
                test(scratch.Folder);
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
#pragma warning restore CA1031
        });
        thread.Start();
        thread.Join();
        Need.That(refusal is null, $"a disk of its own must be mountable: run as root ({refusal})");
        failure?.Throw();
    }

    private static string? Mount(string folder, int kibibytes) =>
        LibC.Unshare(LibC.NewMountNamespace) == 0
        && LibC.Mount("none", "/", null, LibC.PrivateMounts, null) == 0
        && LibC.Mount("tmpfs", folder, "tmpfs", 0, $"size={kibibytes}k") == 0
            ? null
            : Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
}
