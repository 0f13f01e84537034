namespace MemoryTracker.Doctor;

/// <summary>
/// Everything that <c>memory_tracker doctor</c> has found, as one JSON document. Lengths of time are in seconds, memory is in bytes; what is unknown is null, never 0.
/// </summary>
internal sealed record DoctorDocument
{
    /// <summary>Raised when a reader of the older form would misunderstand the newer.</summary>
    public const int CurrentVersion = 1;

    /// <summary>What kind of document this is.</summary>
    public string Format { get; init; } = "memory_tracker doctor";

    /// <summary>The version of its schema.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The program that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>The machine.</summary>
    public required HostFacts Host { get; init; }

    /// <summary>The process that was examined.</summary>
    public required TargetFacts Target { get; init; }

    /// <summary>Why the process cannot be recorded at all, in the words of a recording that is refused; null when it can be.</summary>
    public string? Refusal { get; init; }

    /// <summary>Every metric there is, in the order in which files hold them.</summary>
    public IReadOnlyList<MetricFacts> Metrics { get; init; } = [];

    /// <summary>What the sources of the metrics cost; empty when the process cannot be recorded.</summary>
    public IReadOnlyList<SourceFacts> Sources { get; init; } = [];

    /// <summary>How punctual recordings are here; null when the process cannot be recorded.</summary>
    public TimingFacts? Timing { get; init; }

    /// <summary>What else was looked at.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>The machine; <c>memory_bytes</c> is null when it is unknown.</summary>
    public sealed record HostFacts(string Name, string Kernel, int Cpus, long? MemoryBytes);

    /// <summary>The process; <c>command</c> is null when it is unknown, <c>is_own</c> tells that none was named and memory_tracker looked at itself.</summary>
    public sealed record TargetFacts(int Pid, string? Command, bool IsOwn);

    /// <summary>A metric: whether it can be read, and if not, <c>why</c> and what would <c>help</c>. <c>source</c> is the name of one of the sources.</summary>
    public sealed record MetricFacts(string Name, string Column, string Source, bool Readable, string? Why, string? Help);

    /// <summary>A source: the median of <c>reads</c> readings; null when it cannot be read or was left alone, as <c>note</c> then says.</summary>
    public sealed record SourceFacts(string Name, double? ReadS, int Reads, string? Note);

    /// <summary>
    /// How late a thread wakes that wants to wake at a certain time, what a sample costs in CPU, waking included, and the finest interval that both allow.
    /// </summary>
    public sealed record TimingFacts(int Ticks, double LatenessMedianS, double LatenessP99S, double SampleCpuS, double FinestIntervalS);
}
