namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>What a person has chosen to see.</summary>
internal sealed record LiveState
{
    /// <summary>Whether the picture stands still; the recording goes on.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Which of <see cref="LiveHistory.Lengths"/> is shown.</summary>
    public int Window { get; init; }

    /// <summary>Which of the pairs of metrics is shown.</summary>
    public int Metrics { get; init; }

    /// <summary>Whether the keys are explained.</summary>
    public bool HasHelp { get; init; }

    /// <summary>What was done last by a key; null for nothing.</summary>
    public string? Done { get; init; }

    /// <summary>A longer part of the recording, up to all of it.</summary>
    public LiveState Longer(TimeSpan elapsed)
    {
        int longer = Window - 1;
        while (longer > 0 && LiveHistory.Lengths[longer] >= elapsed)
            longer--;
        return this with { Window = Math.Max(0, longer) };
    }

    /// <summary>A shorter one, of those that are shorter than the recording is by now.</summary>
    public LiveState Shorter(TimeSpan elapsed)
    {
        int shorter = Window + 1;
        while (shorter < LiveHistory.Lengths.Length && LiveHistory.Lengths[shorter] >= elapsed)
            shorter++;
        return shorter < LiveHistory.Lengths.Length ? this with { Window = shorter } : this with { Done = "too short to be zoomed" };
    }
}
