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
        OwnThread.Run(() =>
        {
            refusal = Mount(scratch.Folder, kibibytes);
            if (refusal is null)
                test(scratch.Folder);
        });
        Need.That(refusal is null, $"a disk of its own must be mountable: run as root ({refusal})");
    }

    private static string? Mount(string folder, int kibibytes) =>
        LibC.Unshare(LibC.NewMountNamespace) == 0
        && LibC.Mount("none", "/", null, LibC.PrivateMounts, null) == 0
        && LibC.Mount("tmpfs", folder, "tmpfs", 0, $"size={kibibytes}k") == 0
            ? null
            : Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
}
