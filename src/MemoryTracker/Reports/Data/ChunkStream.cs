namespace MemoryTracker.Reports.Data;

/// <summary>Bytes that are kept in pieces, so that growing never copies what is there.</summary>
internal sealed class ChunkStream : Stream
{
    private const int ChunkLength = 1 << 16;

    private readonly List<byte[]> _chunks = [];
    private int _used = ChunkLength;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => (_chunks.Count * (long)ChunkLength) - (ChunkLength - _used);

    public override long Position { get => Length; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_used == ChunkLength)
            {
                _chunks.Add(GC.AllocateUninitializedArray<byte>(ChunkLength));
                _used = 0;
            }

            int length = Math.Min(buffer.Length, ChunkLength - _used);
            buffer[..length].CopyTo(_chunks[^1].AsSpan(_used));
            _used += length;
            buffer = buffer[length..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes all of it elsewhere.</summary>
    public override void CopyTo(Stream destination, int bufferSize)
    {
        for (int i = 0; i < _chunks.Count; i++)
            destination.Write(_chunks[i].AsSpan(0, i == _chunks.Count - 1 ? _used : ChunkLength));
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
