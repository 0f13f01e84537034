using System.ComponentModel;

namespace MemoryTracker.Load.Scenarios;

/// <summary>Becomes another program under the same PID: its memory starts anew, and so does the kernel's high-water mark.</summary>
internal static class Exec
{
    public static int Into(string program, string[] arguments)
    {
        Start.WhenTold();
        LibC.Execute(program, [program, .. arguments, null]);
        throw new Win32Exception();
    }
}
