using System.Globalization;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>A command launched in a terminal, which <c>script</c> stands in for, has that terminal as without us.</summary>
public sealed class LaunchInTerminalTests
{
    [Fact]
    public async Task It_is_in_the_foreground_and_can_ask_a_person()
    {
        using Scratch scratch = new();
        scratch.Write("ask.py",
            """
            import os, sys
            ours = all(os.isatty(stream) for stream in (0, 1, 2)) and os.tcgetpgrp(0) == os.getpgrp()
            print("foreground" if ours else "not ours", flush=True)
            open("asked", "w").close()
            print(f"you said {input()}", flush=True)
            """);
        await using RunningProcess terminal = Start(scratch, $"{Python.Path} ask.py");
        await Patience.Until(() => File.Exists(scratch.File("asked")), "the command asks");
        terminal.Type("yes\r");
        Ended ended = (await terminal.End()).Expect(0);

        Assert.Contains("foreground", ended.Output, StringComparison.Ordinal);
        Assert.Contains("you said yes", ended.Output, StringComparison.Ordinal);
        Assert.Equal(0, SetDocument.Read(scratch.File("data.meta.json")).ExitCode);
    }

    [Fact]
    public async Task The_terminal_is_left_as_the_command_left_it()
    {
        using Scratch scratch = new();
        string report = "stty -g";
        await using RunningProcess terminal = StartScript(scratch, $"{report} >before; {Recorded("sh -c 'stty -echo; sleep 0.3'")}; {report} >after; stty echo; {report} >again");
        (await terminal.End()).Expect(0);

        Assert.NotEqual(scratch.Text("before"), scratch.Text("after"));
        Assert.Equal(scratch.Text("before"), scratch.Text("again"));
    }

    [Fact]
    public async Task Ctrl_C_reaches_it_once_and_the_recording_is_complete()
    {
        using Scratch scratch = new();
        scratch.Write("count.sh", "trap 'echo INT >>told' INT\ntrap 'exit 5' TERM\necho ready >ready\ni=0\nwhile [ $((i += 1)) -lt 3000 ]; do sleep 0.02; done\n");
        await using RunningProcess terminal = Start(scratch, "sh count.sh");
        await Patience.Until(() => File.Exists(scratch.File("ready")), "the command catches INT");

        terminal.Type("\x03");
        await Patience.Until(() => File.Exists(scratch.File("told")), "the command has been interrupted");
        // It stays, and so does its recording. What else would come of that INT came before what TERM does.
        LibC.Send(Signal.Term, TrackerIn(terminal));
        (await terminal.End()).Expect(5);

        Assert.Equal("INT\n", scratch.Text("told"));
        SetDocument document = SetDocument.Read(scratch.File("data.meta.json"));
        Assert.Equal(("target_ended", 5), (document.EndReason, document.ExitCode));
        Assert.Null(SetRecording.Read(scratch.File("data.csv")).Last.Rss);
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
    }

    private static string Recorded(string command) => $"{PublishedBinary.Path} -i 20ms -c data.csv -o chart.png -- {command}";

    private static RunningProcess Start(Scratch scratch, string command) => StartScript(scratch, $"exec {Recorded(command)}");

    private static RunningProcess StartScript(Scratch scratch, string script) => RunningProcess.Start(
        scratch, ["script", "--quiet", "--return", "--flush", "--command", script, "/dev/null"], ("TERM", "xterm-256color"), ("SHELL", "/bin/sh"));

    /// <summary>The child of <c>script</c>: a shell that has become the tracker.</summary>
    private static int TrackerIn(RunningProcess terminal) =>
        int.Parse(File.ReadAllText($"/proc/{terminal.Pid}/task/{terminal.Pid}/children"), CultureInfo.InvariantCulture);
}
