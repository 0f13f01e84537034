namespace MemoryTracker.Linux;

/// <summary>Starts programs (posix_spawn(3)).</summary>
internal static unsafe class ChildProcess
{
    /// <summary>Starts one with signals as they were at our own start, and returns when it is loaded; the error number, or 0.</summary>
    /// <param name="arguments">The program, which is searched for in PATH if it has no slash, and its arguments.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="hasOwnSession">Whether it leads a session of its own, without a terminal.</param>
    /// <param name="pid">Its number.</param>
    public static int Spawn(byte** arguments, byte** environment, bool hasOwnSession, out int pid)
    {
        LibC.SpawnAttributes attributes;
        LibC.SignalSet undone = OwnDispositions.ToUndo();
        int child = 0;
        int error = LibC.SpawnAttributesInit(&attributes);
        if (error == 0)
        {
            _ = LibC.SpawnAttributesSetDefaults(&attributes, &undone);
            _ = LibC.SpawnAttributesSetFlags(&attributes, (short)(LibC.SpawnWithDefaults | (hasOwnSession ? LibC.SpawnInOwnSession : 0)));
            error = LibC.Spawn(&child, arguments[0], null, &attributes, arguments, environment);
            _ = LibC.SpawnAttributesDestroy(&attributes);
        }

        pid = child;
        return error;
    }
}
