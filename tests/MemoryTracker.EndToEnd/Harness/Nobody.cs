namespace MemoryTracker.EndToEnd.Harness;

/// <summary>The user who may do nothing.</summary>
internal static class Nobody
{
    /// <summary>Put before a command, runs it as nobody.</summary>
    public const string Command = "setpriv --reuid=65534 --regid=65534 --clear-groups";

    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;

    public static void MustBePossible() => Need.That(Environment.IsPrivilegedProcess, "becoming another user must be possible: run as root");

    /// <summary>Lets nobody write into the test's folder.</summary>
    public static void Admit(Scratch scratch)
    {
        File.SetUnixFileMode(scratch.Folder, Everybody);
        File.SetUnixFileMode(scratch.RuntimeFolder, Everybody);
    }
}
