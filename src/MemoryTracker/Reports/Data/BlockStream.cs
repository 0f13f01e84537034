using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace MemoryTracker.Reports.Data;

/// <summary>
/// Blocks of columns one after another, compressed as they come: the number of the column in a byte, the length in four, the block. One stream for all columns takes
/// a third of a megabyte however many they are; one for each would take that each.
/// </summary>
internal sealed class BlockStream : IDisposable
{
    private readonly ChunkStream _compressed = new();
    private readonly GZipStream _stream;

    /// <summary>An empty one.</summary>
    public BlockStream() => _stream = new GZipStream(_compressed, CompressionLevel.Optimal, leaveOpen: true);

    /// <summary>How many bytes there are, compressed, without those that are still under way.</summary>
    public long Length => _compressed.Length;

    /// <summary>Appends a block.</summary>
    public void Write(int column, ReadOnlySpan<byte> block)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)column;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], block.Length);
        _stream.Write(head);
        _stream.Write(block);
    }

    /// <summary>Ends it and writes all of it as base64.</summary>
    public void Finish(Stream stream)
    {
        _stream.Dispose();
        using ToBase64Transform toBase64 = new();
        using CryptoStream encoded = new(stream, toBase64, CryptoStreamMode.Write, leaveOpen: true);
        _compressed.CopyTo(encoded);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _compressed.Dispose();
    }
}
