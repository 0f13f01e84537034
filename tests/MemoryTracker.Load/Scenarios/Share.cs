using MemoryTracker.Load.Accounts;

namespace MemoryTracker.Load.Scenarios;

/// <summary>Maps memory of another process, every page of it, until told to end.</summary>
internal static class Share
{
    public static int Memory(string path, long bytes)
    {
        using CountedFile memory = new(path, FileMode.Open, FileAccess.ReadWrite);
        Region.Shared(memory.Descriptor, bytes, mappers: 2);
        return Sleep.UntilToldToEnd();
    }
}
