using System.ComponentModel;
using System.Text;

namespace MemoryTracker.Load.Scenarios;

/// <summary>Takes a name with everything in it that breaks careless parsers of /proc, CSV, JSON and terminals.</summary>
public static class Rename
{
    /// <summary>Of 15 bytes a name may have: a closing bracket, what looks like a state, a comma, a quote, a new line, an escape sequence.</summary>
    public const string HostileText = "a) R,\"b\n\e[31mc";

    public static int ToHostileText()
    {
        if (LibC.ProcessControl(LibC.SetName, Encoding.UTF8.GetBytes(HostileText + '\0')) != 0)
            throw new Win32Exception();

        return Sleep.UntilToldToEnd();
    }
}
