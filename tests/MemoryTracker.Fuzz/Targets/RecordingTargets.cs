using MemoryTracker.Recordings.Replay;
using MemoryTracker.Recordings.Replay.Imports;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>Recordings: our own and logs of other tools.</summary>
internal static class RecordingTargets
{
    public static void Csv(ReadOnlySpan<byte> input) => Run(input, CsvRecording.Of);

    public static void JsonLines(ReadOnlySpan<byte> input) => Run(input, JsonlRecording.Of);

    /// <summary>Looked through before it is read, which takes a file.</summary>
    public static void Mprof(ReadOnlySpan<byte> input)
    {
        string path = FilesInMemory.Write("log", input);
        Run(input, (text, _) => MprofLog.TryOpen(text, path));
    }

    public static void Psrecord(ReadOnlySpan<byte> input) => Run(input, PsrecordLog.TryOpen);

    public static void Pidstat(ReadOnlySpan<byte> input) => Run(input, PidstatLog.TryOpen);

    public static void Duct(ReadOnlySpan<byte> input) => Run(input, DuctLog.TryOpen);

    private static void Run(ReadOnlySpan<byte> input, Func<RecordedText, string, RecordedFile?> format)
    {
        using RecordedText text = RecordedText.Of(new MemoryStream(input.ToArray()), "log");
        try
        {
            // Named like this it has no document beside it.
            using RecordedFile? file = format(text, RecordedText.StandardInput);
            if (file is not null)
                RecordingCheck.Of(file);
        }
        catch (RecordedFileException refusal)
        {
            Invariant.Holds(refusal.Message.Length > 0);
            Invariant.IsSafe(refusal.Message);
        }
    }
}
