namespace MemoryTracker.Limits;

/// <summary>What is done when a limit is crossed, beside marking it, which always is.</summary>
internal sealed record LimitActions
{
    /// <summary>Whether it is told at once.</summary>
    public bool Warns { get; init; }

    /// <summary>The signal that is sent to those that are recorded; null for none.</summary>
    public int? Signal { get; init; }

    /// <summary>Whether the recording ends.</summary>
    public bool StopsRecording { get; init; }

    /// <summary>What a shell is given to run.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>Whether a person is told: what is done to a process, or to the recording, always is.</summary>
    public bool Tells => Warns || Signal is not null || StopsRecording;
}
