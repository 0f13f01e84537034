using MemoryTracker.Linux;

namespace MemoryTracker.Markers;

/// <summary>
/// Tells which recordings run: each holds a lock (an open file description lock, fcntl_locking(2)) on the byte of its own number in one file that
/// is always empty, and loses it however it ends. The marker files themselves are not locked: a program that locks what it appends to would wait
/// until the recording is over.
/// </summary>
internal sealed unsafe class RunningFile : IDisposable
{
    private const string Name = "running";

    private int _descriptor;

    /// <summary>Opens the file, and makes it when it is not there.</summary>
    /// <exception cref="IOException">It cannot be made; the message names it and says why.</exception>
    public RunningFile(RuntimeFolder folder)
    {
        const int Flags = LibC.ReadWrite | LibC.Create | LibC.NonBlocking | LibC.CloseOnExec;
        _descriptor = LibC.OpenIn(folder.Descriptor, Name, Flags | LibC.NoLink, (uint)RuntimeFolder.FileRights);
        if (_descriptor < 0)
            throw new IOException($"{folder.PathOf(Name)}: {Errno.Describe(Errno.Last)}");
    }

    /// <summary>Takes a number that no running recording has, until this is disposed of.</summary>
    /// <param name="from">The first that comes into question.</param>
    /// <exception cref="IOException">The file system knows no locks.</exception>
    public long TakeNumber(long from)
    {
        for (long number = from; ; number++)
        {
            LibC.FileLock mine = ByteOf(number);
            if (LibC.LockRange(_descriptor, LibC.LockOpenFile, &mine) == 0)
                return number;
            if (Errno.Last is not (Errno.TryAgain or Errno.AccessDenied))
                throw new IOException($"files cannot be locked there: {Errno.Describe(Errno.Last)}");
        }
    }

    /// <summary>Whether somebody else's recording of that number runs.</summary>
    public bool IsTaken(long number)
    {
        LibC.FileLock asked = ByteOf(number);
        return LibC.LockRange(_descriptor, LibC.AskOpenFileLock, &asked) == 0 && asked.Type != LibC.NoLock;
    }

    public void Dispose()
    {
        if (_descriptor >= 0)
            _ = LibC.Close(_descriptor);
        _descriptor = -1;
    }

    private static LibC.FileLock ByteOf(long number) => new() { Type = LibC.ExclusiveLock, Start = number, Length = 1 };
}
