using System.Globalization;
using MemoryTracker.Linux;

namespace MemoryTracker.Cli.Terminal;

/// <summary>
/// Tells on standard error how far long work has come: from its second second on, in a terminal that somebody watches, in one line that is gone when the work is done. Elsewhere nothing.
/// </summary>
internal sealed class WorkProgress : IDisposable
{
    private const int BarLength = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly long _begun = Clock.Now;
    private readonly Lock _lock = new();
    private readonly Timer? _timer;
    private string _stage = "working";
    private Func<double?> _share = static () => null;
    private bool _isShown;
    private bool _isOver;

    /// <param name="isWanted">Whether anything is to be told.</param>
    public WorkProgress(bool isWanted)
    {
        if (isWanted && StandardStream.Error.IsWatched)
            _timer = new Timer(_ => Show(), null, Patience, Pause);
    }

    /// <summary>Goes on to something else.</summary>
    /// <param name="stage">What is done now, such as <c>reading run.csv</c>; safe to show.</param>
    /// <param name="share">How much of it has been done, 0 to 1, asked from another thread; null when that is not known.</param>
    public void Enter(string stage, Func<double?>? share = null)
    {
        lock (_lock)
            (_stage, _share) = (stage, share ?? (static () => null));
    }

    /// <summary>Ends it: nothing of it is left to see.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            if (_isShown && !_isOver)
                StandardStream.Error.Rewrite("");
            _isOver = true;
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            if (_isOver || StandardStream.Error.IsBehind)
                return;
            if (!_isShown)
                StandardStream.Error.LeaveCommandsLine();
            _isShown = true;
            int room = Math.Min(StandardStream.Error.Columns, 1000) - 1;
            StandardStream.Error.Rewrite(CellText.Shorten($"{_stage}{Bar(_share())}  {Clock.Stretch(Clock.Now - _begun).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s", room));
        }
    }

    private static string Bar(double? share)
    {
        if (share is not { } done)
            return " …";
        int filled = (int)(Math.Clamp(done, 0, 1) * BarLength);
        return string.Create(CultureInfo.InvariantCulture, $"  [{new string('#', filled)}{new string(' ', BarLength - filled)}] {100 * Math.Clamp(done, 0, 1):0} %");
    }
}
