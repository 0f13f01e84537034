namespace MemoryTracker.Procfs;

/// <summary>Those of the kernel's capabilities that open more of other users' processes to us (capabilities(7), include/uapi/linux/capability.h).</summary>
internal enum Capability
{
    /// <summary>Writes where file rights forbid it: clear_refs.</summary>
    DacOverride = 1,

    /// <summary>Reads where file rights forbid it: io and, before Linux 6.2, fd.</summary>
    DacReadSearch = 2,

    /// <summary>Passes the check that guards memory and figures of other users' processes, and hidepid.</summary>
    SysPtrace = 19,

    /// <summary>On newer kernels passes that check too, where it is only about reading memory maps: smaps_rollup.</summary>
    PerfMon = 38,
}
