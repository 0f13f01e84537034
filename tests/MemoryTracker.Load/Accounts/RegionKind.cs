namespace MemoryTracker.Load.Accounts;

internal enum RegionKind
{
    Anonymous,
    SharedMemory,
    File,
    HugePages,
}
