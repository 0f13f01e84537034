using System.Diagnostics;
using System.Globalization;

namespace MemoryTracker.Tests.Harness;

/// <summary>
/// A python3 that makes the processes which a test needs. All of them wait for the end of the standard input that they share, which comes when the test
/// is over, even if it has crashed.
/// </summary>
internal sealed class PythonTree : IDisposable
{
    private const string Tools = """
        import ctypes, os, sys, threading
        libc = ctypes.CDLL(None)
        def rename(name): libc.prctl(15, name, 0, 0, 0)
        def adopt(): libc.prctl(36, 1, 0, 0, 0)
        def wait():
            os.read(0, 1)
            os._exit(0)
        def fork(then=wait):
            pid = os.fork()
            if pid == 0:
                then()
                os._exit(0)
            return pid
        def tell(*values): print(*values, flush=True)

        """;

    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="script">What it does. It says one line by tell(), and then waits.</param>
    /// <param name="arguments">Its arguments behind the script.</param>
    public PythonTree(string script, params string[] arguments)
    {
        ProcessStartInfo start = new("/usr/bin/python3", ["-c", $"{Tools}{script}\nwait()", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        Told = [.. _process.StandardOutput.ReadLine()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
    }

    public int Pid => _process.Id;

    /// <summary>The numbers that the script told.</summary>
    public int[] Told { get; }

    /// <summary>Ends it and waits for it, so that nothing is left.</summary>
    public void End()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        End();
        _process.Dispose();
    }
}
