using System.Runtime.InteropServices;
using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>Shows a recording while it goes on, on a thread of its own: at most four pictures a second, none while nothing new is there, and keys by which a person looks around.</summary>
internal sealed class LiveView : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private const int PicturesOfBeginning = 8;
    private const long MostGarbage = 512 << 10;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LiveScreen _screen;
    private readonly LiveKeys? _keys;
    private readonly Func<LiveMoment, LiveFacts> _facts;
    private readonly Action<string> _report;
    private readonly StandardStream _terminal;
    private readonly LiveText _text;
    private readonly bool _isAscii;
    private readonly Metric[][] _pairs;
    private readonly LiveMoment _moment = new();
    private readonly EventFd _wake = new();
    private readonly Thread _thread;
    private readonly Lock _ending = new();
    private LiveState _state = new();
    private LiveState? _shown;
    private (int Columns, int Rows) _size;
    private long _lookedAt;
    private long _shownAt;
    private long _samples;
    private bool _isLast;
    private long _tidiedAt;
    private int _pictures;
    private volatile bool _isOver;
    private volatile bool _isSuspended;

    /// <param name="options">How it looks and where.</param>
    /// <param name="feed">What takes the samples.</param>
    /// <param name="facts">Tells what does not come with them.</param>
    /// <param name="keys">What keys do; null where keys are somebody else's.</param>
    /// <param name="report">Takes, in words, what went wrong.</param>
    public LiveView(LiveOptions options, LiveFeed feed, Func<LiveMoment, LiveFacts> facts, LiveActions? keys, Action<string> report)
    {
        Feed = feed;
        _facts = facts;
        _report = report;
        _isAscii = options.IsAscii;
        _terminal = options.Terminal;
        _screen = options.IsShared ? new BottomScreen(_terminal) : new InlineScreen(_terminal);
        _text = new LiveText(_terminal.HasColor, _isAscii);
        _pairs = [.. Pairs([.. feed.Metrics])];
        _keys = keys is null ? null : new LiveKeys(keys);
        _thread = new Thread(Run) { IsBackground = true, Name = "live view" };
    }

    /// <summary>What takes the samples.</summary>
    public LiveFeed Feed { get; }

    /// <summary>Begins to show.</summary>
    public void Begin()
    {
        LiveScreen.Current = _screen;
        _thread.Start();
    }

    /// <summary>Gives the terminal back as it was, at once and from any thread.</summary>
    public void GiveBack()
    {
        _screen.Leave();
        _keys?.End();
    }

    /// <summary>Shows the last moment and gives the terminal back as it was.</summary>
    public void Dispose()
    {
        lock (_ending)
        {
            if (_isOver)
                return;
            _isOver = true;
        }

        _wake.Raise();
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted))
            return;
        _thread.Join();
        LiveScreen.Current = null;
        _wake.Dispose();
        _text.Dispose();
    }

    /// <summary>Writes what could not be told beside the pictures, however long that takes: for when all files are safe.</summary>
    public void TellUnheard() => _screen.WriteUnheard();

    /// <summary>Each metric that is not CPU above CPU, where that is recorded.</summary>
    private static IEnumerable<Metric[]> Pairs(Metric[] metrics)
    {
        Metric[] below = [.. metrics.Where(metric => metric == Metric.Cpu)];
        Metric[] above = [.. metrics.Except(below)];
        return above.Length == 0 ? [below] : above.Select(metric => (Metric[])[metric, .. below]);
    }

    private void Run()
    {
        try
        {
            ShowUntilOver();
        }
#pragma warning disable CA1031 // The view is not the recording, which goes on; whatever it is, is a bug and keeps its stack.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _report($"the live view has ended, which is a bug; please report it with these lines:\n{bug}");
        }

        GiveBack();
    }

    private void ShowUntilOver()
    {
        using PosixSignalRegistration stop = PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Suspend);
        using PosixSignalRegistration goOn = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Resume());
        // It ends us at once. With a launched command it is passed on, and nothing of the terminal has been changed.
        using PosixSignalRegistration? quit = _keys is null ? null : PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => GiveBack());
        using PosixSignalRegistration resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => LookAnew());
        Choose(_state);
        while (!_isOver)
        {
            if (!_isSuspended)
                BeginKeys();
            bool isDue = Since(_lookedAt) >= Pause;
            if (!isDue)
                Wait(Pause - Since(_lookedAt));
            else if (_isSuspended || _state == _shown)
                WaitForSample();
            if (_keys is { Descriptor: >= 0 } keys && Descriptor.IsReady(keys.Descriptor, LibC.PollIn))
                Choose(keys.Read(_state, _moment.Elapsed));
            if (isDue && !_isSuspended && !_isOver)
                Show();
        }

        _state = _state with { IsFrozen = false, HasHelp = false, Done = null };
        _isLast = true;
        _shown = null;
        Show();
    }

    /// <summary>Right after a sample the next one is farthest away: what is drawn then, and what is collected, keeps none of them waiting.</summary>
    private void WaitForSample()
    {
        Feed.Await(_wake);
        TimeSpan rest = Second - Since(_shownAt);
        Wait(rest > Pause ? rest : Pause);
    }

    /// <summary>Waits until something wakes us, a key is pressed, or a time is over.</summary>
    private void Wait(TimeSpan most)
    {
        Descriptor.WaitForEither(_wake.Descriptor, _keys?.Descriptor ?? -1, most);
        _wake.Lower();
    }

    private static TimeSpan Since(long moment) => Clock.Stretch(Clock.Now - moment);

    private void Choose(LiveState state)
    {
        if (state.Metrics != _state.Metrics || _moment.Curves.Count == 0)
            _moment.Curves = [.. _pairs[state.Metrics % _pairs.Length].Select(metric => new LiveCurve(metric))];
        _state = state;
        _moment.Window = state.Window;
    }

    /// <summary>Shows the present moment, unless nothing of it is new.</summary>
    private void Show()
    {
        _lookedAt = Clock.Now;
        (int, int) size = (_terminal.Columns, _terminal.Rows);
        // What is frozen stays as it is, but for how it is looked at.
        if (!_state.IsFrozen || _state.Metrics != _shown?.Metrics || _state.Window != _shown.Window)
            Feed.CopyTo(_moment);
        // The clock of the status goes on between samples that are far apart.
        bool isOld = !_state.IsFrozen && Since(_shownAt) >= Second;
        if (_terminal.IsBehind || (_moment.Samples == _samples && _state == _shown && size == _size && !isOld) || _moment.Samples == 0)
            return;
        _shownAt = _lookedAt;
        (_samples, _shown, _size) = (_moment.Samples, _state, size);
        LivePicture picture = new(_moment, _facts(_moment), _state, _screen.Rows, _isAscii) { HasKeys = !_isLast && _keys is { Descriptor: >= 0 } };
        _screen.Show(_text.Lines(picture.Lines(), _terminal.Columns));
        Tidy();
    }

    /// <summary>
    /// Nothing else makes garbage all the time, and left to itself the collector lets as much of it come together as the processor has cache: tens of megabytes. A collection of so little is
    /// over in a fraction of a millisecond; that it takes place touches much code and many tables, which are then let go of.
    /// </summary>
    private void Tidy()
    {
        bool hasBegun = ++_pictures == PicturesOfBeginning;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        if (!hasBegun && allocated - _tidiedAt < MostGarbage)
            return;
        _tidiedAt = allocated;
        if (hasBegun)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        else
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        OwnCode.Release(ProcRoot.Default);
    }

    /// <summary>Stopped from the keyboard: the shell gets its terminal as it was, and we look anew when we go on.</summary>
    private void Suspend(PosixSignalContext context)
    {
        context.Cancel = true;
        _isSuspended = true;
        GiveBack();
        _ = LibC.Kill(Environment.ProcessId, LibC.StopSignal);
        Resume();
    }

    private void Resume()
    {
        _keys?.Forget();
        _isSuspended = false;
        LookAnew();
    }

    /// <summary>Draws the next picture whatever has been shown. From any thread.</summary>
    private void LookAnew()
    {
        lock (_ending)
        {
            // A signal may still be handled when the flag is gone, and its number another file's.
            if (_isOver)
                return;
            _shown = null;
            _wake.Raise();
        }
    }

    private void BeginKeys()
    {
        if (_terminal.IsBehind)
            _keys?.Forget();
        else
            _keys?.Begin();
    }
}
