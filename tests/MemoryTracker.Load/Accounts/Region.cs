using System.ComponentModel;

namespace MemoryTracker.Load.Accounts;

/// <summary>Memory whose every page this process has mapped itself: what it is and who else has it needs no kernel to be known.</summary>
internal sealed class Region
{
    private const int Writable = LibC.ProtectionRead | LibC.ProtectionWrite;

    private readonly nint _address;

    private Region(RegionKind kind, long length, int protection, int flags, int descriptor, int mappers)
    {
        (Kind, Length, Mappers) = (kind, length, mappers);
        _address = LibC.Map(0, (nuint)length, protection, flags, descriptor, 0);
        if (_address == LibC.MapFailed)
            throw new Win32Exception();
    }

    public RegionKind Kind { get; }

    public long Length { get; }

    /// <summary>How many processes map it, this one included.</summary>
    public int Mappers { get; }

    /// <summary>How much of it has been given back by MADV_FREE.</summary>
    public long GivenBack { get; private set; }

    public static Region Anonymous(long bytes)
    {
        Region region = new(RegionKind.Anonymous, bytes, Writable, LibC.MapPrivate | LibC.MapAnonymous, -1, mappers: 1);
        region.Advise(LibC.AdviceNoHugePages);
        region.Write();
        return region;
    }

    public static Region Shared(int memory, long bytes, int mappers)
    {
        Region region = new(RegionKind.SharedMemory, bytes, Writable, LibC.MapShared, memory, mappers);
        region.Write();
        return region;
    }

    /// <summary>Read page by page without reading ahead, so that each page that the cache does not have is a fault of its own.</summary>
    public static Region OfFile(int file, long bytes)
    {
        Region region = new(RegionKind.File, bytes, LibC.ProtectionRead, LibC.MapShared, file, mappers: 1);
        region.Advise(LibC.AdviceRandom);
        region.Read();
        return region;
    }

    public static Region OfHugePages(long bytes)
    {
        Region region = new(RegionKind.HugePages, bytes, Writable, LibC.MapPrivate | LibC.MapAnonymous | LibC.MapHugePages, -1, mappers: 1);
        region.Write();
        return region;
    }

    public bool IsWithin(Mapping mapping) => _address >= mapping.Start && _address < mapping.End;

    public void GiveBack()
    {
        Advise(LibC.AdviceFree);
        GivenBack = Length;
    }

    public void SwapOut() => Advise(LibC.AdvicePageOut);

    private void Advise(int advice)
    {
        if (LibC.Advise(_address, (nuint)Length, advice) != 0)
            throw new Win32Exception();
    }

    private unsafe void Write()
    {
        for (long offset = 0; offset < Length; offset += Environment.SystemPageSize)
            ((byte*)_address)[offset] = 1;
    }

    private unsafe void Read()
    {
        for (long offset = 0; offset < Length; offset += Environment.SystemPageSize)
            _ = Volatile.Read(ref ((byte*)_address)[offset]);
    }
}
