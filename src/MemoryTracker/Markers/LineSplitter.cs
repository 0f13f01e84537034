namespace MemoryTracker.Markers;

/// <summary>
/// The lines of a file that is read piece by piece: pieces are read into <see cref="Room"/>, and every line that has come to its end is told. Of a line longer than 64 KiB its beginning is told as one, and the
/// rest is passed over: what does not fit is no part of any label.
/// </summary>
internal sealed class LineSplitter
{
    private const int LongestLine = 64 << 10;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(LongestLine, pinned: true);
    private int _taken;
    private int _filled;
    private bool _isOverlong;

    /// <summary>Where the next piece is read into; never empty once all lines have been taken.</summary>
    public Span<byte> Room => _buffer.AsSpan(_filled);

    /// <summary>Takes in what was read into the beginning of <see cref="Room"/>.</summary>
    public void Add(int count) => _filled += count;

    /// <summary>The next line; false when none has come to its end. It lives until the next piece is read.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="behind">How many bytes there are from its end on.</param>
    public bool TryNext(out ReadOnlySpan<byte> line, out int behind)
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(_taken, _filled - _taken);
            int end = rest.IndexOf((byte)'\n');
            bool isCut = end < 0 && rest.Length == LongestLine;
            if (end < 0 && !isCut)
            {
                // The beginning of the next one.
                rest.CopyTo(_buffer);
                (_taken, _filled) = (0, rest.Length);
                line = default;
                behind = 0;
                return false;
            }

            line = isCut ? rest : rest[..end];
            behind = rest.Length - line.Length;
            _taken += isCut ? line.Length : line.Length + 1;
            bool isRestOfOverlong = _isOverlong;
            _isOverlong = isCut;
            if (!isRestOfOverlong)
                return true;
        }
    }

    /// <summary>What is left when there is nothing more to read, a line that nothing ends; false when there is none.</summary>
    public bool TryRest(out ReadOnlySpan<byte> line)
    {
        line = _isOverlong ? default : _buffer.AsSpan(0, _filled);
        return !line.IsEmpty;
    }

    /// <summary>Forgets what was read: another file begins.</summary>
    public void Clear() => (_taken, _filled, _isOverlong) = (0, 0, false);
}
