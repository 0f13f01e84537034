using System.Diagnostics;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>
/// A shell script in a world of its own, where it may do what would disturb the machine: mount a disk, hand out process numbers.
/// Root may, and so may others where the kernel lets them be root of a user namespace.
/// </summary>
internal sealed class OwnNamespace
{
    /// <summary>Mounts are its own, and gone with it.</summary>
    public static readonly OwnNamespace Mount = new("--mount");

    /// <summary>Process numbers are its own, and what is left of its processes ends with it.</summary>
    public static readonly OwnNamespace Processes = new("--pid", "--fork", "--mount-proc", "--kill-child");

    /// <summary>Process numbers are its own, and /proc is that of the machine, with others.</summary>
    public static readonly OwnNamespace WithForeignProc = new("--pid", "--fork", "--kill-child");

    /// <summary>Users and process numbers are its own, as in a container without privileges.</summary>
    public static readonly OwnNamespace Container = new("--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "--kill-child");

    private readonly string[] _unshare;

    private OwnNamespace(params string[] options) =>
        _unshare = ["unshare", .. Environment.IsPrivilegedProcess || options.Contains("--user") ? Array.Empty<string>() : ["--user", "--map-root-user"], .. options];

    public RunningProcess Start(Scratch scratch, string script, IEnumerable<string> arguments)
    {
        Need.That(IsAllowed(), $"`{string.Join(' ', _unshare)}` must be allowed: run as root, or allow user namespaces");
        return RunningProcess.Start(scratch, [.. _unshare, "sh", "-c", script, "sh", .. arguments]);
    }

    private bool IsAllowed()
    {
        using Process trial = Process.Start(new ProcessStartInfo(_unshare[0], [.. _unshare[1..], "true"]) { RedirectStandardError = true })!;
        trial.WaitForExit();
        return trial.ExitCode == 0;
    }
}
