namespace MemoryTracker.Linux;

/// <summary>What looking into a netlink socket found.</summary>
internal enum NetlinkReceipt
{
    /// <summary>Nothing waits.</summary>
    Nothing,

    /// <summary>A datagram; an empty one when it was not the kernel's or too long.</summary>
    Datagram,

    /// <summary>The kernel had to throw some away because nobody read them in time (ENOBUFS). It does not say how many.</summary>
    Lost,
}
