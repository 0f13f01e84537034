namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>
/// The newest part of a recording in so many stretches of equal length, or all of it: then the stretches become twice as long whenever they no longer suffice. Adding allocates nothing.
/// </summary>
internal sealed class LiveWindow
{
    /// <summary>Two for each column of a wide terminal.</summary>
    public const int Stretches = 640;

    private readonly LiveBucket[] _buckets = new LiveBucket[Stretches];
    private readonly bool _isWhole;
    private long _span;
    private long _newest = -1;

    /// <param name="length">How much of the recording it shows; null for all of it.</param>
    /// <param name="interval">The interval of the recording.</param>
    public LiveWindow(TimeSpan? length, TimeSpan interval)
    {
        _isWhole = length is null;
        _span = Math.Max(1, length is { } shown ? shown.Ticks / Stretches : interval.Ticks);
        Array.Fill(_buckets, LiveBucket.None);
    }

    /// <summary>Takes a figure.</summary>
    /// <param name="at">When it was sampled, in ticks since the recording began.</param>
    /// <param name="figure">The figure; never NaN.</param>
    /// <param name="peak">The highest known one since the sample before, or NaN.</param>
    /// <param name="followsGap">Whether ticks were missed before it.</param>
    public void Add(long at, double figure, double peak, bool followsGap)
    {
        while (_isWhole && at / _span >= Stretches)
            Double();
        long stretch = at / _span;
        for (long next = Math.Max(_newest + 1, stretch - Stretches + 1); next <= stretch; next++)
            _buckets[next % Stretches] = LiveBucket.None;
        _newest = Math.Max(_newest, stretch);
        _buckets[stretch % Stretches].Include(figure, peak, followsGap);
    }

    /// <summary>Copies what is shown up to a moment, the oldest first, and tells since when that is and how long a stretch is, in ticks.</summary>
    public (long From, long Span) CopyTo(Span<LiveBucket> shown, long now)
    {
        long last = now / _span;
        long first = _isWhole ? 0 : Math.Max(0, last - Stretches + 1);
        for (int i = 0; i < Stretches; i++)
        {
            long stretch = first + i;
            shown[i] = stretch <= _newest && stretch > _newest - Stretches ? _buckets[stretch % Stretches] : LiveBucket.None;
        }

        return (first * _span, _span);
    }

    private void Double()
    {
        _span *= 2;
        for (int i = 0; i < Stretches / 2; i++)
        {
            _buckets[i] = _buckets[2 * i];
            _buckets[i].Absorb(_buckets[(2 * i) + 1]);
        }

        Array.Fill(_buckets, LiveBucket.None, Stretches / 2, Stretches / 2);
        _newest /= 2;
    }
}
