using MemoryTracker.Charts;
using MemoryTracker.Metrics;

namespace MemoryTracker.Cli;

/// <summary>Tells what a chart shows of a recording that goes on, when a person asks for it: with the next sample, on the thread that takes samples, so that nothing changes meanwhile.</summary>
/// <param name="content">Copies what the chart is made of.</param>
internal sealed class ChartSoFar(Func<ChartContent> content) : ISampleSink
{
    private volatile bool _isAsked;
    private volatile ChartContent? _content;

    /// <summary>Asks for it.</summary>
    public void Ask() => _isAsked = true;

    /// <summary>Takes it if it has been made since it was asked for; else null.</summary>
    public ChartContent? Take()
    {
        ChartContent? made = _content;
        _content = null;
        return made;
    }

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        if (!_isAsked)
            return;
        _isAsked = false;
        _content = content();
    }
}
