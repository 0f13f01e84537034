using MemoryTracker.Targets;

namespace MemoryTracker.Metrics;

/// <summary>Makes the rows of the processes of a set, each from the readings of that process.</summary>
/// <param name="kernelTick">How long a tick of the kernel is.</param>
/// <param name="metrics">Which figures are made.</param>
internal sealed class ProcessRows(TimeSpan kernelTick, MetricSet metrics)
{
    private readonly List<FigureMaker> _makers = [];
    private readonly List<Figures> _rows = [];

    /// <summary>The rows of those that live, in the order in which they were first seen.</summary>
    public IReadOnlyList<Figures> Rows => _rows;

    /// <summary>Fills them.</summary>
    /// <param name="living">The processes that live, in the order in which they were first seen.</param>
    public void Fill(IReadOnlyList<Member> living)
    {
        for (int i = 0; i < living.Count; i++)
        {
            Member member = living[i];
            // Both lists are in one order: what stands before it here lives no more.
            while (i < _rows.Count && _rows[i].Ordinal < member.Ordinal)
                RemoveAt(i);
            if (i == _rows.Count || _rows[i].Ordinal != member.Ordinal)
                InsertAt(i, member);
            _makers[i].Fill(member.Reading, _rows[i]);
        }

        while (_rows.Count > living.Count)
            RemoveAt(_rows.Count - 1);
    }

    private void InsertAt(int index, Member member)
    {
        _makers.Insert(index, new FigureMaker(kernelTick, metrics, member.Start));
        _rows.Insert(index, new Figures { Ordinal = member.Ordinal, Pid = member.Pid });
    }

    private void RemoveAt(int index)
    {
        _makers.RemoveAt(index);
        _rows.RemoveAt(index);
    }
}
