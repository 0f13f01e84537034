using System.ComponentModel;

namespace MemoryTracker.Load.Accounts;

/// <summary>A file that is written to storage and read from it again, past the page cache that would answer for it.</summary>
internal sealed class Storage(string path, long bytes, Ledger ledger) : IDisposable
{
    private readonly CountedFile _file = new(path, FileMode.Create, FileAccess.ReadWrite);
    private readonly byte[] _part = new byte[1 << 20];

    public void Write()
    {
        Array.Fill(_part, (byte)'x');
        for (long at = 0; at < bytes; at += _part.Length)
            _file.Write(_part, at);
        _file.FlushToDisk();
        ledger.WrittenToStorage += bytes;
    }

    public void Read()
    {
        Forget();
        for (long at = 0; at < bytes; at += _part.Length)
            _file.Read(_part, at);
        ledger.ReadFromStorage += bytes;
    }

    public void Map()
    {
        Forget();
        ledger.Note(Region.OfFile(_file.Descriptor, bytes));
        ledger.ReadFromStorage += bytes;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Lets the page cache drop it, so that the next read goes to storage.</summary>
    private void Forget()
    {
        int error = LibC.AdviseFile(_file.Descriptor, 0, bytes, LibC.FileNotNeeded);
        if (error != 0)
            throw new Win32Exception(error);
    }
}
