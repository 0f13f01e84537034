namespace MemoryTracker.Charts.Ticks;

/// <summary>A way to write time along an axis. All times are nanoseconds since the recording began.</summary>
internal interface ITimeTicks
{
    /// <summary>What the axis says of itself when its ticks have the given step.</summary>
    string Title(long to, long step);

    /// <summary>The ticks of one step in a range of time, in order.</summary>
    IEnumerable<AxisTick> Between(long from, long to, long step);
}
