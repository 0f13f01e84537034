using MemoryTracker.Procfs;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>One of the largest processes of a sample.</summary>
internal struct LiveProcess
{
    public int Pid;
    public CommandName Command;
    public double Rss;
    public double Cpu;
}
