using System.ComponentModel;

namespace MemoryTracker.Load;

/// <summary>
/// Memory that is resident to the last page: mapped anonymously, every page touched, no huge pages, so that the kernel neither
/// gives more than was asked for nor takes any back on its own.
/// </summary>
internal sealed class KnownMemory : IDisposable
{
    private readonly nint _address;
    private readonly nuint _length;

    public KnownMemory(long bytes)
    {
        _length = (nuint)bytes;
        _address = LibC.Map(0, _length, LibC.ProtectionRead | LibC.ProtectionWrite, LibC.MapPrivate | LibC.MapAnonymous, -1, 0);
        if (_address == LibC.MapFailed || LibC.Advise(_address, _length, LibC.AdviceNoHugePages) != 0)
            throw new Win32Exception();

        TouchEveryPage();
    }

    public void Dispose()
    {
        if (LibC.Unmap(_address, _length) != 0)
            throw new Win32Exception();
    }

    private unsafe void TouchEveryPage()
    {
        nuint page = (nuint)Environment.SystemPageSize;
        for (nuint offset = 0; offset < _length; offset += page)
            ((byte*)_address)[offset] = 1;
    }
}
