using System.Globalization;

namespace MemoryTracker.Markers;

/// <summary>The name of a recording's own marker file, such as <c>4711.1764000000123456789.markers</c>.</summary>
/// <param name="Pid">The recorded process.</param>
/// <param name="Number">The recording's number: the time of its beginning in nanoseconds, or the next that was free.</param>
internal readonly record struct MarkerFileName(int Pid, long Number)
{
    private const string Ending = "markers";

    /// <summary>Reads a name; null when it is none of these.</summary>
    public static MarkerFileName? Parse(string name)
    {
        string[] parts = name.Split('.');
        return parts.Length == 3 && parts[2] == Ending
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? new MarkerFileName(pid, number)
                : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pid}.{Number}.{Ending}");
}
