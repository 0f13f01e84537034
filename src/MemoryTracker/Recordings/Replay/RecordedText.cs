using System.IO.Compression;
using MemoryTracker.Linux;

namespace MemoryTracker.Recordings.Replay;

/// <summary>The text of a recording, line by line: a file that may still be growing, a pipe or standard input, compressed by gzip or not.</summary>
internal sealed class RecordedText : IDisposable
{
    /// <summary>What stands for standard input where a file is named.</summary>
    public const string StandardInput = "-";

    /// <summary>No line is longer, unless its format says so; what is, is passed over.</summary>
    public const int LongestLine = 1 << 20;

    /// <summary>How much is looked at before it is read.</summary>
    public const int BeginningLength = 1 << 16;

    private const int BlockLength = 1 << 18;

    private readonly Stream _stream;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(BlockLength);
    private int _start;
    private int _end;
    private bool _isOver;

    // Of compressed text, the file is what it is read from.
    private readonly FileStream? _file;

    private RecordedText(Stream stream, string name, FileStream? file) => (_stream, Name, _file) = (stream, name, file);

    /// <inheritdoc cref="RecordedFile.ReadShare"/>
    public double? ReadShare => _file is { CanSeek: true, Length: > 0 and var length } file ? Math.Min(1, (double)file.Position / length) : null;

    /// <summary>The file as messages name it, safe to show.</summary>
    public string Name { get; }

    /// <summary>How many lines have been read.</summary>
    public long Line { get; private set; }

    /// <summary>How long a line may be; one of a format that puts more into a line says so.</summary>
    public int Longest { get; set; } = LongestLine;

    /// <summary>Whether the line that was read last is only the beginning of one that is too long.</summary>
    public bool IsOverlong { get; private set; }

    /// <summary>Whether the last line of all had no line feed: it may be torn, by a recorder that was killed or is still writing.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Why the text ended before its end, such as compressed data that are cut off; null when it did not.</summary>
    public string? Failure { get; private set; }

#pragma warning disable CA2000 // The text closes what it is made of.
    /// <summary>Opens a file, or standard input if it is named <c>-</c>.</summary>
    /// <exception cref="RecordedFileException">It cannot be read.</exception>
    public static RecordedText Open(string path)
    {
        if (path.Length == 0)
            throw new RecordedFileException("'' names no recording");
        string name = path == StandardInput ? "standard input" : SafeText.Clean(path);
        try
        {
            if (Directory.Exists(path))
                throw new RecordedFileException($"'{name}' is a folder: name the recording in it");
            Stream stream = path == StandardInput
                ? Console.OpenStandardInput()
                : new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            return Of(stream, name);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RecordedFileException($"there is no file '{name}'", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RecordedFileException($"'{name}' cannot be read: {FileError.Describe(error)}", error);
        }
    }

    /// <summary>Whether it can be looked through before it is read: not standard input, though there be a file of that name, nor what can be read only once, such as a pipe.</summary>
    public static bool CanBeReadTwice(string path) => path != StandardInput && FileKind.Of(path) is { IsRegular: true };

    /// <summary>The text of a stream.</summary>
    public static RecordedText Of(Stream stream, string name)
    {
        RecordedText raw = new(stream, name, stream as FileStream);
        ReadOnlySpan<byte> start = raw.Peek(2);
        if (!start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return raw.WithoutMark();
        return new RecordedText(new GZipStream(new RestOf(raw), CompressionMode.Decompress), name, stream as FileStream).WithoutMark();
    }
#pragma warning restore CA2000

    /// <summary>What the text begins with, without reading it: its first <see cref="BeginningLength"/> bytes, or all of it when it is shorter.</summary>
    public ReadOnlySpan<byte> Beginning => Peek(BeginningLength);

    /// <summary>Reads the next line, without what ends it; false at the end. It is overwritten by the next one.</summary>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        IsOverlong = false;
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(searched + length, feeds: 1);
                return true;
            }

            searched = _end - _start;
            if (searched > Longest)
            {
                line = TakeOverlong();
                return true;
            }

            if (!Fill())
                break;
        }

        IsTorn |= searched > 0;
        line = Take(searched, feeds: 0);
        return searched > 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private ReadOnlySpan<byte> Peek(int length)
    {
        while (_end - _start < length && Fill())
        {
        }

        return _buffer.AsSpan(_start, Math.Min(length, _end - _start));
    }

    private RecordedText WithoutMark()
    {
        if (Peek(3).SequenceEqual("\uFEFF"u8))
            _start += 3;
        return this;
    }

    private ReadOnlySpan<byte> Take(int length, int feeds)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += length + feeds;
        Line += length + feeds > 0 ? 1 : 0;
        return !line.IsEmpty && line[^1] == '\r' ? line[..^1] : line;
    }

    /// <summary>Gives the beginning, and throws the rest away as it comes: the whole may be larger than memory.</summary>
    private ReadOnlySpan<byte> TakeOverlong()
    {
        IsOverlong = true;
        Line++;
        byte[] beginning = _buffer[_start..(_start + LongestLine)];
        int feed;
        while ((feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            _start = _end;
            if (!Fill())
                return beginning;
        }

        _start += feed + 1;
        return beginning;
    }

    /// <summary>Reads on; false when there is nothing more.</summary>
    private bool Fill()
    {
        if (_isOver)
            return false;
        MakeRoom();
        int read = ReadSome();
        _isOver = read == 0;
        _end += read;
        return !_isOver;
    }

    private void MakeRoom()
    {
        if (_start > 0)
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
    }

    private int ReadSome()
    {
        try
        {
            return _stream.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Failure = error is InvalidDataException ? "its compressed data are damaged or cut off" : FileError.Describe(error);
            return 0;
        }
    }

    /// <summary>What has been read already, then the stream itself: gzip is recognized by its first bytes, which a pipe gives only once.</summary>
    private sealed class RestOf(RecordedText text) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (text._start == text._end)
                return text._stream.Read(buffer);
            int length = Math.Min(buffer.Length, text._end - text._start);
            text._buffer.AsSpan(text._start, length).CopyTo(buffer);
            text._start += length;
            return length;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                text.Dispose();
            base.Dispose(disposing);
        }
    }
}
