namespace MemoryTracker.Procfs;

/// <summary>
/// /proc/PID/task/TID/children: the PIDs of the processes that this one thread has forked, each with a space behind it (fs/proc/array.c). What is no PID, 0 for one
/// outside of our PID namespace, and a last one without its space are passed over.
/// </summary>
internal ref struct ChildNumbers(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>The PID.</summary>
    public int Current { get; private set; }

    /// <summary>Goes to the next one; false when there is none.</summary>
    public bool MoveNext()
    {
        int end;
        while ((end = _rest.IndexOf((byte)' ')) >= 0)
        {
            long? number = ProcNumber.Whole(_rest[..end]);
            _rest = _rest[(end + 1)..];
            if (number is not (> 0 and <= int.MaxValue))
                continue;
            Current = (int)number;
            return true;
        }

        return false;
    }
}
