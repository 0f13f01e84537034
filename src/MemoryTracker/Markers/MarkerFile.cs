using MemoryTracker.Linux;
using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Markers;

/// <summary>
/// One file of markers, read as it grows; it may appear later, be cut back, be replaced, or be a FIFO. It is only read, never locked or written.
/// Looking costs one system call when there is nothing new.
/// </summary>
internal sealed unsafe class MarkerFile : IDisposable
{
    private const int MostAtOnce = 4 << 20;

    // Nobody may keep a recording from ending.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private const int TailLength = 32;
    private const int None = -1;

    private readonly string _name;
    private readonly string _path;
    private readonly MarkerClock? _clock;
    private readonly bool _isOurs;
    private readonly LineSplitter _lines = new();
    private readonly byte[] _tail = new byte[TailLength];
    private MarkerParser _parser;
    private int _descriptor = None;
    private FileKind _file;
    private FileKind _seen;
    private long _oldUntil;
    private long _offset;
    private int _tailLength;
    private long _line;
    private bool _canWake;
    private string? _told;

    /// <param name="path">Where it is, or will be.</param>
    /// <param name="name">What it is called when something about it is told.</param>
    /// <param name="clock">The clock of its numbers; null when they tell by their size.</param>
    /// <param name="isOurs">Whether it lies where nobody puts another in its place: then its name need not be looked up at every look, which costs more than the rest of it.</param>
    public MarkerFile(string path, string name, MarkerClock? clock, bool isOurs = false)
    {
        _isOurs = isOurs;
        _name = name;
        _path = Path.GetFullPath(path);
        _clock = clock;
        _parser = new MarkerParser(clock);
        _oldUntil = FileKind.Of(_path) is { IsRegular: true } file ? file.Size : 0;
    }

    /// <summary>Whether it has ever been there.</summary>
    public bool WasThere { get; private set; }

    /// <summary>The descriptor of a FIFO, on which can be waited for news; -1 for anything else.</summary>
    public int Pipe => _canWake ? _descriptor : None;

    /// <summary>Reads what is new.</summary>
    public void Read(MarkerLog log, in MarkerClocks clocks)
    {
        _parser.Now = clocks.Present(_clock ?? MarkerClock.Realtime);
        FileKind? there = _isOurs && _descriptor != None ? FileKind.Of(_descriptor) : FileKind.Of(_path);
        if (_descriptor != None && there is { } other && !other.IsSameFile(_file))
            Leave(log, clocks);
        if (_descriptor == None && !TryOpen(there, log))
            return;
        if (_file.IsRegular)
            ReadGrown(there ?? FileKind.Of(_descriptor) ?? _seen, log, clocks);
        else
            ReadOn(log, clocks, MostAtOnce);
    }

    /// <summary>Reads the rest, its last line too if nothing ends it.</summary>
    public void Finish(MarkerLog log, in MarkerClocks clocks)
    {
        Read(log, clocks);
        if (_descriptor != None)
            Leave(log, clocks);
    }

    public void Dispose()
    {
        if (_descriptor != None)
            _ = LibC.Close(_descriptor);
        _descriptor = None;
        _canWake = false;
    }

    private void ReadGrown(FileKind now, MarkerLog log, in MarkerClocks clocks)
    {
        bool isUnchanged = now.Size == _offset && now.IsUnchangedSince(_seen);
        _seen = now;
        if (isUnchanged)
            return;
        if (now.Size < _offset || !StillHasTail())
            BeginAnew();
        ReadOn(log, clocks, MostAtOnce);
    }

    private bool TryOpen(FileKind? there, MarkerLog log)
    {
        if (there is not { } kind)
            return false;
        WasThere = true;
        if (!kind.IsRegular && !kind.IsPipe)
        {
            TellOnce(kind.IsFolder ? "it is a folder" : "it is a device or a socket, and wanted is a file or a FIFO", log);
            return false;
        }

        int descriptor = Open(kind);
        if (descriptor < 0)
        {
            TellOnce(Errno.Describe(Errno.Last), log);
            return false;
        }

        _descriptor = descriptor;
        _file = FileKind.Of(descriptor) ?? kind;
        _seen = default;
        return true;
    }

    private int Open(FileKind kind)
    {
        const int Flags = LibC.NonBlocking | LibC.CloseOnExec | LibC.NoControllingTerminal;
        if (kind.IsRegular)
            return LibC.Open(_path, Flags | LibC.ReadOnly, 0);
        // A FIFO is opened for writing, too: then it never runs out of writers, whose end would be news for ever. Where we may not, it is read with the samples only.
        int descriptor = LibC.Open(_path, Flags | LibC.ReadWrite, 0);
        _canWake = descriptor >= 0;
        return _canWake ? descriptor : LibC.Open(_path, Flags | LibC.ReadOnly, 0);
    }

    /// <summary>The file is done with: somebody put another in its place, or the recording ends. What comes into it from now on is not waited for.</summary>
    private void Leave(MarkerLog log, in MarkerClocks clocks)
    {
        long rest = _file.IsRegular ? (FileKind.Of(_descriptor)?.Size ?? _offset) - _offset : MostAtOnce;
        long end = _offset + rest;
        long deadline = Clock.Now + (long)LongestEnd.TotalNanoseconds;
        for (long before = -1; _offset < end && _offset > before && Clock.Now < deadline;)
        {
            before = _offset;
            ReadOn(log, clocks, Math.Min(end - _offset, MostAtOnce));
        }

        if (Clock.Now >= deadline)
            log.Tell($"{SafeText.Clean(_name)} holds more than can be read while the recording ends: its last part was left out");
        if (_lines.TryRest(out ReadOnlySpan<byte> last))
            Take(last, _offset, log, clocks);
        Dispose();
        BeginAnew();
    }

    private void BeginAnew()
    {
        _parser = new MarkerParser(_clock) { Now = _parser.Now };
        _offset = _oldUntil = _line = _tailLength = 0;
        _lines.Clear();
    }

    /// <summary>Whether what was read last still stands before what is new: if not, the file was cut back and has grown again.</summary>
    private bool StillHasTail()
    {
        byte* found = stackalloc byte[TailLength];
        nint length = LibC.ReadAt(_descriptor, found, _tailLength, _offset - _tailLength);
        return length == _tailLength && new ReadOnlySpan<byte>(found, _tailLength).SequenceEqual(_tail.AsSpan(0, _tailLength));
    }

    private void ReadOn(MarkerLog log, in MarkerClocks clocks, long most)
    {
        while (most > 0)
        {
            Span<byte> room = _lines.Room;
            nint length;
            fixed (byte* buffer = room)
                length = _file.IsRegular ? LibC.ReadAt(_descriptor, buffer, room.Length, _offset) : LibC.Read(_descriptor, buffer, room.Length);

            if (length < 0 && Errno.Last == Errno.Interrupted)
                continue;
            if (length < 0 && Errno.Last != Errno.TryAgain)
                TellOnce(Errno.Describe(Errno.Last), log);
            if (length <= 0)
                return;
            _offset += length;
            most -= length;
            KeepTail(room[..(int)length]);
            _lines.Add((int)length);
            while (_lines.TryNext(out ReadOnlySpan<byte> line, out int behind))
                Take(line, _offset - behind, log, clocks);
        }
    }

    private void KeepTail(ReadOnlySpan<byte> news)
    {
        int kept = Math.Min(_tailLength, Math.Max(0, TailLength - news.Length));
        _tail.AsSpan(_tailLength - kept, kept).CopyTo(_tail);
        news = news[^Math.Min(news.Length, TailLength)..];
        news.CopyTo(_tail.AsSpan(kept));
        _tailLength = kept + news.Length;
    }

    private void Take(ReadOnlySpan<byte> line, long end, MarkerLog log, in MarkerClocks clocks)
    {
        _line++;
        MarkerLine found = _parser.Parse(line);
        string? problem = found switch
        {
            { Mark: null } => found.Problem,
            { Mark: { At: null } } when end < _oldUntil => "has no time, and was there before the recording began",
            { Mark: { } mark } => log.Add(mark, clocks),
        };
        if (problem is not null)
            log.Refuse(_name, _line, problem);
    }

    private void TellOnce(string problem, MarkerLog log)
    {
        if (problem == _told)
            return;
        _told = problem;
        log.Tell($"{SafeText.Clean(_name)} cannot be read as markers ({problem}): the recording goes on without it");
    }
}
