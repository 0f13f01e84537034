using System.Diagnostics;
using System.Globalization;

namespace MemoryTracker.Tests.Harness;

/// <summary>A real process of the test's own, which ends with it.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    private Child(Process process) => _process = process;

    public int Pid => _process.Id;

    /// <summary>One that does nothing for longer than any test.</summary>
    public static Child Sleeping() => new(Process.Start("sleep", "1000"));

    /// <summary>One that uses a CPU all the time.</summary>
    public static Child Busy() => new(Process.Start("sh", ["-c", "while :; do :; done"]));

    /// <summary>A parent that never waits; its own child is handed out too, and becomes a zombie when it ends.</summary>
    public static Child Heartless(out int grandchild)
    {
        ProcessStartInfo start = new("sh", ["-c", "sleep 1000 & echo $!; exec sleep 1000"]) { RedirectStandardOutput = true };
        Child parent = new(Process.Start(start)!);
        grandchild = int.Parse(parent._process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        // The shell would have waited: only what it becomes does not.
        UntilNamed(parent.Pid, "sleep");
        UntilNamed(grandchild, "sleep");
        return parent;
    }

    public static void UntilState(int pid, char state) => Patience.Until(
        () => File.ReadAllText($"/proc/{pid}/stat").Contains($") {state} ", StringComparison.Ordinal), $"process {pid} is in state {state}");

    /// <summary>Until its program runs: before that it is still a copy of its parent.</summary>
    public Child UntilNamed(string command)
    {
        UntilNamed(Pid, command);
        return this;
    }

    /// <summary>Ends it and waits for it, so that nothing is left.</summary>
    public void End()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        End();
        _process.Dispose();
    }

    /// <summary>In the middle of exec a process already has its new name, but not yet its arguments.</summary>
    private static void UntilNamed(int pid, string command) => Patience.Until(
        () => File.ReadAllText($"/proc/{pid}/comm").TrimEnd() == command && File.ReadAllText($"/proc/{pid}/cmdline").Length > 0,
        $"process {pid} is {command}");
}
