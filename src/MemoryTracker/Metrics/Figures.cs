using System.Runtime.CompilerServices;
using MemoryTracker.Procfs;

namespace MemoryTracker.Metrics;

/// <summary>One row of a recording: what is known of a process, or of the total of several, at one tick. NaN is unknown.</summary>
public sealed class Figures
{
    private readonly double[] _values = new double[Metric.All.Length];

    /// <summary>Of nothing, yet: everything unknown.</summary>
    public Figures() => Clear();

    /// <summary>The process, or null in a total of several.</summary>
    public int? Pid { get; set; }

    /// <summary>
    /// Which process of the recording it is, by the order in which they were first seen, from 0 on: it tells apart two that had one PID after each other.
    /// </summary>
    public int Ordinal { get; set; }

    /// <summary>The process's command name; empty in a total of several.</summary>
    public CommandName Command { get; set; }

    /// <summary>The figure of a metric in its own unit; NaN when it is unknown.</summary>
    public double this[Metric metric]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _values[metric.Index];
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => _values[metric.Index] = value;
    }

    /// <summary>Gives another row those figures of this one, and the command.</summary>
    internal void CopyTo(Figures other, MetricSet metrics)
    {
        foreach (Metric metric in metrics.InOrder)
            other[metric] = this[metric];
        other.Command = Command;
    }

    /// <summary>Makes every figure unknown.</summary>
    public void Clear() => Array.Fill(_values, double.NaN);
}
