using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>
/// A recording in a file, ours or another tool's log, read from front to back in bounded memory: the same samples come again as when they were taken, so that statistics
/// and charts made of them are the same.
/// </summary>
public abstract class RecordedFile : IDisposable
{
    /// <summary>
    /// What else is known of it: from the document beside a CSV, or from the file itself. Complete once all samples have been read: a file may tell of its end, and of markers, only there.
    /// What nobody told is null.
    /// </summary>
    public abstract RecordingDocument Document { get; }

    /// <summary>The metrics for which it has a column.</summary>
    public abstract MetricSet Metrics { get; }

    /// <summary>What a person should know of what could not be read, in words; complete once all samples have been read. The first few lines that are no samples are told one by one, the others counted.</summary>
    public abstract IReadOnlyList<string> Notices { get; }

    /// <summary>How much of the file has been read, from 0 to 1; null when its length is not known, as of a pipe. From any thread.</summary>
    public abstract double? ReadShare { get; }

    /// <summary>Opens a recording, which is recognized by its content.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <exception cref="RecordedFileException">It cannot be read, or is no recording.</exception>
    public static RecordedFile Open(string path) => Recognition.Open(path);

    /// <summary>Fills the sample with the next one of the recording; false when there is none, and then it is as it was.</summary>
    public abstract bool TryRead(Sample sample);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected abstract void Dispose(bool disposing);
}
