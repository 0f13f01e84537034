namespace MemoryTracker.Charts.Drawing;

/// <summary>Names of moments in staggered rows above the plot: none overlaps another, and the line of none passes through the name of another.</summary>
internal sealed class MarkerRows
{
    /// <summary>Free width between two flags of one row.</summary>
    public const float Gap = 5;

    /// <summary>So close to its end the line of another may cross a flag: moments at the same time have one line with both their flags.</summary>
    private const float Edge = 1.5f;

    /// <summary>How far apart the lines of names are where many more come than have room: the flags then hang like stairs all over the width.</summary>
    private const float CrowdedSpacing = 26;

    private readonly List<MarkerFlag> _flags = [];
    private readonly float _left;
    private readonly float _right;
    private readonly int _most;
    private readonly float _spacing;

    private MarkerRows(float left, float right, int most, float spacing) => (_left, _right, _most, _spacing) = (left, right, most, spacing);

    /// <summary>Places as many as there is room for.</summary>
    /// <param name="names">The names in the order of time.</param>
    /// <param name="left">How far to the left flags may reach.</param>
    /// <param name="right">How far to the right.</param>
    /// <param name="most">How many rows there may be.</param>
    public static IReadOnlyList<MarkerFlag> Place(IReadOnlyList<MarkerName> names, float left, float right, int most)
    {
        List<MarkerFlag> flags = new MarkerRows(left, right, most, spacing: 0).Place(names);
        bool crowded = names.Count * CrowdedSpacing > right - left && 4 * flags.Count < 3 * names.Count;
        return crowded ? new MarkerRows(left, right, most, CrowdedSpacing).Place(names) : flags;
    }

    /// <summary>
    /// From the last to the first, so that each finds the flags that its own must hang above. Those without room at their right come after them, from
    /// the first to the last, for the same reason.
    /// </summary>
    private List<MarkerFlag> Place(IReadOnlyList<MarkerName> names)
    {
        foreach (MarkerName name in names.Reverse().Where(HasRoomAtRight)) Place(name);
        foreach (MarkerName name in names.Where(name => !HasRoomAtRight(name))) Place(name);
        return _flags;
    }

    private bool HasRoomAtRight(MarkerName name) => name.Line + name.Width <= _right;

    private void Place(MarkerName name)
    {
        if (_spacing > 0 && _flags.Exists(flag => Math.Abs(flag.Line - name.Line) < _spacing)) return;
        if (!TryPlace(new MarkerFlag(name, name.Line, name.Line + name.Width, Row: 0))) TryPlace(new MarkerFlag(name, name.Line - name.Width, name.Line, Row: 0));
    }

    /// <summary>Places a flag into the lowest row that is free for it.</summary>
    private bool TryPlace(MarkerFlag flag)
    {
        if (flag.Left < _left || flag.Right > _right) return false;
        for (; flag.Row < _most; flag = flag with { Row = flag.Row + 1 })
        {
            if (_flags.Exists(other => AreInEachOthersWay(flag, other))) continue;
            _flags.Add(flag);
            return true;
        }

        return false;
    }

    private static bool AreInEachOthersWay(MarkerFlag one, MarkerFlag other)
    {
        if (one.Row == other.Row) return one.Left < other.Right + Gap && other.Left < one.Right + Gap;
        (MarkerFlag upper, MarkerFlag lower) = one.Row > other.Row ? (one, other) : (other, one);
        return upper.Line > lower.Left + Edge && upper.Line < lower.Right - Edge;
    }
}
