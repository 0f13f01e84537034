namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// The areas into which the processes of a recording divide its total RSS: the largest by their peaks, the largest lowest, and on them what remains of the total. They
/// reach up to the line of the total everywhere: who ends goes down to nothing as the line goes from the last sample with it to the first without it, and who begins comes
/// up likewise. Of whom nothing is known for a while has no area then: what it has belongs to the others.
/// </summary>
internal sealed class ProcessLayers
{
    /// <summary>Every figure of a process was rounded down by less than this many bytes, and that is nobody's memory.</summary>
    private const double Rounding = 1024;

    private readonly ProcessStack _stack;
    private readonly int[] _places;
    private readonly ProcessLayer[] _named;
    private readonly ProcessLayer _others;

    private ProcessLayers(ProcessStack stack)
    {
        _stack = stack;
        _places = LargestOf(stack);
        _named = [.. _places.Select((place, rank) => new ProcessLayer(rank, stack.Tracked[place]))];
        _others = new ProcessLayer(_named.Length, null) { Count = stack.Seen - _named.Length };
    }

    /// <summary>Those of a stack that have any area, from below.</summary>
    public static IReadOnlyList<ProcessLayer> Of(ProcessStack stack)
    {
        ProcessLayers layers = new(stack);
        for (int i = 0; i < stack.Moments.Length; i++)
        {
            bool isJoinedToNext = i + 1 < stack.Moments.Length && stack.Moments[i + 1].IsJoined;
            if (isJoinedToNext)
                layers.AddWay(i, i + 1);
            else if (!stack.Moments[i].IsJoined)
                layers.AddMoment(i);
        }

        return [.. layers._named.Append(layers._others).Where(layer => layer.Points.Count > 0)];
    }

    /// <summary>The places of the largest that are at all in the moments that were kept, the largest first.</summary>
    private static int[] LargestOf(ProcessStack stack)
    {
        TrackedProcess[] tracked = stack.Tracked.ToArray();
        IEnumerable<int> bySize = Enumerable.Range(0, tracked.Length).OrderByDescending(place => tracked[place].Peak).ThenBy(place => tracked[place].Ordinal);
        return [.. bySize.Where(IsSeen).Take(TrackedProcesses.MostNamed)];

        bool IsSeen(int place)
        {
            for (int i = 0; i < stack.Moments.Length; i++)
            {
                if (stack.BytesAt(i, place) > 0)
                    return true;
            }

            return false;
        }
    }

    private void AddWay(int from, int to)
    {
        StackMoment first = _stack.Moments[from];
        StackMoment next = _stack.Moments[to];
        (double Begin, double End) sum = (0, 0);
        for (int rank = 0; rank < _named.Length; rank++)
        {
            double begin = _stack.BytesAt(from, _places[rank]);
            double end = _stack.BytesAt(to, _places[rank]);
            // Unknown at one of its ends, or there at none.
            if (!(begin + end > 0))
                continue;
            sum = (sum.Begin + begin, sum.End + end);
            _named[rank].Add(first.ElapsedNanoseconds, sum.Begin, next.ElapsedNanoseconds, sum.End);
        }

        if (IsMore(first.Total, sum.Begin) || IsMore(next.Total, sum.End))
            _others.Add(first.ElapsedNanoseconds, first.Total, next.ElapsedNanoseconds, next.Total);
    }

    private void AddMoment(int alone)
    {
        StackMoment moment = _stack.Moments[alone];
        double sum = 0;
        for (int rank = 0; rank < _named.Length; rank++)
        {
            double bytes = _stack.BytesAt(alone, _places[rank]);
            if (!(bytes > 0))
                continue;
            sum += bytes;
            _named[rank].Add(moment.ElapsedNanoseconds, sum);
        }

        if (IsMore(moment.Total, sum))
            _others.Add(moment.ElapsedNanoseconds, moment.Total);
    }

    private bool IsMore(double total, double sum) => total - sum >= Rounding * Math.Max(1, _named.Length);
}
