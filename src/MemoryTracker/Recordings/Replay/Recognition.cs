using MemoryTracker.Recordings.Replay.Imports;

namespace MemoryTracker.Recordings.Replay;

/// <summary>Tells by its content whose recording a file is.</summary>
internal static class Recognition
{
    /// <summary>The formats, each of which opens a text that begins as its own do, and is null for others.</summary>
    private static readonly Func<RecordedText, string, RecordedFile?>[] Formats =
    [
        JsonlRecording.Of,
        // Its CSV, too, has a header of columns that we might take for ours.
        PsrecordLog.TryOpen,
        CsvRecording.Of,
        MprofLog.TryOpen,
        DuctLog.TryOpen,
        PidstatLog.TryOpen,
    ];

    /// <inheritdoc cref="RecordedFile.Open"/>
    public static RecordedFile Open(string path)
    {
#pragma warning disable CA2000 // The recording that is made of it closes it.
        RecordedText text = RecordedText.Open(path);
#pragma warning restore CA2000
        try
        {
            return Open(text, path);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    private static RecordedFile Open(RecordedText text, string path)
    {
        if (text.Beginning.IsEmpty)
            throw new RecordedFileException(text.Failure is { } failure ? $"'{text.Name}' cannot be read: {failure}" : $"'{text.Name}' is empty: there is no recording in it");
        foreach (Func<RecordedText, string, RecordedFile?> format in Formats)
        {
            if (format(text, path) is { } recording)
                return recording;
        }

        string help = CsvHeader.SeparatorOf(text.Beginning) is { } other ? $": its columns are separated by {other}, save it with commas between them" : "";
        throw new RecordedFileException($"'{text.Name}' is no recording that is known here{help}");
    }
}
