using MemoryTracker.Procfs;
using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Harness;

/// <summary>
/// A process whose readings are made, by a clock that is made as well: recorded as often as possible it is a long recording in a short time. It keeps a schedule
/// exactly, uses two and a half cores, holds from 6 TiB on 4 KiB more at each reading up to 1 GiB more, and then again, and ends after so many readings.
/// </summary>
/// <param name="interval">From reading to reading.</param>
/// <param name="readings">How many there are until it ends.</param>
internal sealed class SyntheticTarget(TimeSpan interval, long readings) : RecordingTarget
{
    public const int Pid = 4_194_304;
    public const long Base = 6L << 40;
    public const double CoresUsed = 2.5;

    /// <summary>When the first reading is, by the clock on the wall.</summary>
    public static readonly DateTime Begin = new(2026, 2, 28, 23, 59, 58, DateTimeKind.Utc);

    // The machine has been up for a while, and the process has lived for most of it.
    private const long UpSince = 86_400L * 1_000_000_000 * 400;
    private const long Page = 4096;
    private const long Wave = 1L << 30;

    private readonly long _interval = (long)interval.TotalNanoseconds;
    private readonly long _realtime = (Begin - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Whether the process is there at a reading, or nobody, as between two that are followed.</summary>
    public Func<long, bool> IsThere { get; init; } = _ => true;

    /// <summary>How many readings there were.</summary>
    public long Taken { get; private set; }

    public override ProcessId Id => new(Pid, 1);

    public override CommandName Command { get; } = new("synthetic"u8);

    public override bool IsOneProcess => true;

    public override bool KnowsEveryPeak => false;

    public override long FailedReads => 0;

    public override SmapsReadings? Smaps => null;

    public override IReadOnlyList<UnreadableSource> Unreadable => [];

    internal override UnreadableSource? FirstFailure => null;

    internal override int EndDescriptor => -1;

    internal override int LivingPid => Pid;

    /// <summary>What it holds at a reading, in bytes.</summary>
    public static long Rss(long reading) => Base + (reading * Page % Wave);

    public override void Open(IReadOnlyCollection<RawSource> sources, double smapsShare)
    {
    }

    public override bool TryRead(out Reading reading)
    {
        long passed = Taken * _interval;
        bool isAlive = Taken < readings;
        reading = new Reading
        {
            At = UpSince + passed,
            Realtime = _realtime + passed,
            Command = Command,
            Rss = isAlive ? Rss(Taken) : null,
            HighWater = isAlive ? Base + Wave : null,
            CpuTime = UpSince + (long)(passed * CoresUsed),
            Processes = !isAlive ? null : IsThere(Taken) ? 1 : 0,
        };
        Taken++;
        return isAlive;
    }

    public override void Dispose()
    {
    }

    internal override bool IsOver() => true;

    internal override SignalOutcome Send(int signal) => default;
}
