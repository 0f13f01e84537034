using System.Diagnostics;
using System.Globalization;
using MemoryTracker.Linux;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;
using LibC = MemoryTracker.Linux.LibC;

namespace MemoryTracker.Tests.Targets;

/// <summary>How a command finds itself, compared with the same one started by the framework.</summary>
[Collection(nameof(Alone))]
public sealed class LaunchedCommandTests : IDisposable
{
    private const int User1 = 10;

    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("limits")]
    [InlineData("timerslack_ns")]
    [InlineData("oom_score_adj")]
    [InlineData("coredump_filter")]
    [InlineData("cgroup")]
    [InlineData("personality")]
    public void It_has_what_it_would_have_without_us(string file)
    {
        string expected = CopyPlainly(file);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, Copy(file));
    }

    [Theory]
    [InlineData("SigBlk:")]
    [InlineData("SigCgt:")]
    [InlineData("Groups:")]
    [InlineData("Umask:")]
    [InlineData("NoNewPrivs:")]
    [InlineData("Seccomp:")]
    [InlineData("Cpus_allowed:")]
    [InlineData("CapEff:")]
    public void Its_signals_and_rights_are_those_of_without_us(string key) => Assert.Equal(Line(CopyPlainly("status"), key), Line(Copy("status"), key));

    /// <summary>The framework hands its ignored signals on to what it starts: no comparison with that.</summary>
    [Fact]
    public void What_we_ignore_it_does_not()
    {
        OwnDispositions.IgnoreFileSizeLimit();
        ulong own = Ignored(File.ReadAllText("/proc/self/status"));
        ulong ours = Bit(LibC.BrokenPipe) | Bit(LibC.FileSizeExceeded);

        Assert.Equal(ours, own & ours);
        Assert.Equal(own & ~ours, Ignored(Copy("status")));
    }

    [Fact]
    public void What_was_ignored_at_our_start_stays_so()
    {
        nint before = LibC.SetDisposition(User1, LibC.IgnoreDisposition);
        try
        {
            Assert.Equal(Bit(User1), Ignored(Copy("status")) & Bit(User1));
        }
        finally
        {
            _ = LibC.SetDisposition(User1, before);
        }
    }

    [Fact]
    public void Its_descriptors_are_those_of_without_us()
    {
        using FileStream ours = File.Create(_scratch.File("ours"));
        string list = _scratch.File("descriptors");
        string[] command = ["find", "/proc/self/fd", "-mindepth", "1", "-fprint", list];
        Plainly(command);
        string expected = File.ReadAllText(list);
        Run(command);

        Assert.Contains("/proc/self/fd/1\n", expected, StringComparison.Ordinal);
        Assert.Equal(expected, File.ReadAllText(list));
    }

    [Fact]
    public void Its_folder_and_group_are_ours()
    {
        string told = _scratch.File("told");
        Run("sh", "-c", $"pwd -P > {told}; ps -o pgid= -o sid= -p $$ >> {told}");
        string expected = _scratch.File("expected");
        Plainly("sh", "-c", $"pwd -P > {expected}; ps -o pgid= -o sid= -p $$ >> {expected}");

        Assert.Equal(File.ReadAllText(expected), File.ReadAllText(told));
    }

    [Fact]
    public unsafe void Its_environment_is_ours_byte_for_byte()
    {
        byte[] own = File.ReadAllBytes("/proc/self/environ");
        byte[] latin = [(byte)'c', 0xe9, 0];
        fixed (byte* name = "MEMORY_TRACKER_TEST\0"u8, value = latin)
        {
            _ = Harness.LibC.SetVariable(name, value, 1);
            try
            {
                Run("cp", "/proc/self/environ", _scratch.File("environ"));
            }
            finally
            {
                _ = Harness.LibC.RemoveVariable(name);
            }
        }

        byte[] added = [.. "MEMORY_TRACKER_TEST=c"u8, 0xe9, 0];
        Assert.Equal(Convert.ToHexString([.. own, .. added]), Convert.ToHexString(File.ReadAllBytes(_scratch.File("environ"))));
    }

    [Fact]
    public void Variables_replace_ours_and_come_beside_them()
    {
        Dictionary<string, string> variables = new() { ["PATH"] = "/nowhere:ä", ["MEMORY_TRACKER_TEST"] = "a=b\nc" };
        using (LaunchedCommand command = LaunchedCommand.Start(["cp", "/proc/self/environ", _scratch.File("environ")], variables))
            Assert.Equal(0, command.Wait().ExitCode);

        string[] entries = _scratch.Text("environ").Split('\0');
        Assert.Equal("PATH=/nowhere:ä", Assert.Single(entries, entry => entry.StartsWith("PATH=", StringComparison.Ordinal)));
        Assert.Contains("MEMORY_TRACKER_TEST=a=b\nc", entries);
        Assert.Equal(File.ReadAllText("/proc/self/environ").Split('\0').Length + 1, entries.Length);
    }

    [Fact]
    public void Its_arguments_are_no_shells()
    {
        string[] arguments = ["*", "$HOME", "a b", "", "'", "\\", "ä", "a\nb"];
        Run(["sh", "-c", $"printf '%s\\0' \"$@\" > {_scratch.File("arguments")}", "sh", .. arguments]);

        Assert.Equal(string.Concat(arguments.Select(argument => argument + "\0")), _scratch.Text("arguments"));
    }

    [Fact]
    public void Nothing_of_ours_stays_open_and_no_zombie_is_left()
    {
        int before = Directory.GetFiles("/proc/self/fd").Length;
        for (int i = 0; i < 20; i++)
            Run("true");

        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length - before, int.MinValue, 10);
        LibC.Limit limit;
        unsafe
        {
            Assert.Equal(0, LibC.GetLimit(LibC.OpenFilesLimit, &limit));
        }

        Assert.Equal(limit.Hard, OpenFileLimit.Raise());
    }

    private static ulong Bit(int signal) => 1UL << (signal - 1);

    private static ulong Ignored(string status) => ulong.Parse(Line(status, "SigIgn:")["SigIgn:".Length..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Line(string status, string key) => Assert.Single(status.Split('\n'), line => line.StartsWith(key, StringComparison.Ordinal)).Replace("\t", "", StringComparison.Ordinal);

    private static void Run(params string[] command)
    {
        using LaunchedCommand launched = LaunchedCommand.Start(command, NoVariables);
        Assert.Equal(0, launched.Wait().ExitCode);
    }

    private static void Plainly(params string[] command)
    {
        using Process process = Process.Start(command[0], command[1..]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private string Copy(string file)
    {
        Run("cp", $"/proc/self/{file}", _scratch.File(file));
        return _scratch.Text(file);
    }

    private string CopyPlainly(string file)
    {
        Plainly("cp", $"/proc/self/{file}", _scratch.File(file));
        return _scratch.Text(file);
    }
}
