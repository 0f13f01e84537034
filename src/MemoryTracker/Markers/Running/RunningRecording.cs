namespace MemoryTracker.Markers.Running;

/// <summary>A recording that runs now and takes markers.</summary>
/// <param name="Pid">The recorded process; of a launched command that command's, or the recorder's where it cannot be told.</param>
/// <param name="Command">Its command name, safe to show; <c>?</c> when that cannot be read.</param>
/// <param name="File">The name of its marker file.</param>
internal sealed record RunningRecording(int Pid, string Command, MarkerFileName File)
{
    public override string ToString() => $"{Command} (PID {Pid})";
}
