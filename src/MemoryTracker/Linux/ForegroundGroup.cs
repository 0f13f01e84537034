namespace MemoryTracker.Linux;

/// <summary>The process group that is in front at a terminal: its keys and its signals are that one's (tcgetpgrp(3)). A shell moves its jobs back and forth, so it is asked each time.</summary>
internal static unsafe class ForegroundGroup
{
    /// <summary>Whether it is ours; null when the descriptor is none of our controlling terminal.</summary>
    public static bool? IsOurs(int terminal)
    {
        int group;
        return LibC.Control(terminal, LibC.GetForegroundGroup, &group) == 0 ? group == LibC.ProcessGroup() : null;
    }
}
