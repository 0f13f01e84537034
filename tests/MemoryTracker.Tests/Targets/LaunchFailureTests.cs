using System.Text;
using MemoryTracker.Linux;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Targets;

/// <summary>Commands that cannot be started: 127 when something is missing, 126 otherwise, and what to do.</summary>
[Collection(nameof(Alone))]
public sealed class LaunchFailureTests : IDisposable
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("", true, "the command's name is empty: name a program after --")]
    [InlineData("no-such-command-here", true, "no-such-command-here: no such command in PATH: check its spelling, or give its path")]
    [InlineData("no\e[31m", true, "no\ufffd[31m: no such command in PATH: check its spelling, or give its path")]
    [InlineData("/no/such/file", true, "/no/such/file: no such file: check the path")]
    [InlineData("/etc/passwd/x", false, "/etc/passwd/x: cannot be started: Not a directory")]
    [InlineData("/etc", false, "/etc: is a folder: name the program in it")]
    [InlineData("/dev/null", false, "/dev/null: is no program but a pipe, a device or a socket")]
    public void Names(string command, bool isMissing, string expected) => AssertRefused(command, isMissing, expected);

    [Theory]
    [InlineData("#!/no/such/interpreter -x\n", true, "FILE: its interpreter /no/such/interpreter is not there: install it, or mend the first line")]
    [InlineData("#!  /no/such\e[1m\n", true, "FILE: its interpreter /no/such\ufffd[1m is not there: install it, or mend the first line")]
    [InlineData("#!/bin/sh\r\n", true, "FILE: its first line ends with a carriage return, which makes /bin/sh another name: give it Unix line ends (sed -i 's/\\r$//' FILE)")]
    [InlineData("#!/etc/passwd\n", false, "FILE: its interpreter /etc/passwd is not executable for this user")]
    [InlineData("echo no line\n", false, "FILE: is neither a binary program nor has it a #! line: begin it with one (#!/bin/sh), or start it with what reads it (sh FILE)")]
    [InlineData("", false, "FILE: is empty, or cannot be read: there is nothing to run")]
    [InlineData("\x7f" + "ELF and nothing", false, "FILE: is a program for another kind of machine, or broken")]
    public void Files(string text, bool isMissing, string expected)
    {
        string file = _scratch.Write("program", text);
        File.SetUnixFileMode(file, Executable);

        AssertRefused(file, isMissing, expected.Replace("(sed -i 's/\\r$//' FILE)", "(SED)", StringComparison.Ordinal)
            .Replace("FILE", file, StringComparison.Ordinal).Replace("(SED)", "(sed -i 's/\\r$//' FILE)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_executable() =>
        AssertRefused(_scratch.Write("program", "#!/bin/sh\n"), false, $"{_scratch.File("program")}: is not executable: chmod +x {_scratch.File("program")}");

    [Fact]
    public void A_program_whose_loader_is_missing()
    {
        byte[] program = File.ReadAllBytes("/bin/true");
        int loader = program.AsSpan().IndexOf("/ld-linux"u8);
        "/ld-nowhere"u8[.."/ld-linux"u8.Length].CopyTo(program.AsSpan(loader));
        string file = _scratch.File("program");
        File.WriteAllBytes(file, program);
        File.SetUnixFileMode(file, Executable);

        string folder = ProgramFile.Loader(program)!;
        Assert.Contains("/ld-nowhe", folder, StringComparison.Ordinal);
        AssertRefused(file, true, $"{file}: its loader {folder} is not there: it was built for another system, or its C library is not installed");
    }

    [Theory]
    [InlineData(true, "FOLDER/tool: is not executable: chmod +x FOLDER/tool")]
    [InlineData(false, "FOLDER/tool: is a folder: name the program in it")]
    public void What_is_found_in_PATH_and_is_no_program(bool isFile, string expected)
    {
        string tool = _scratch.File("tool");
        if (isFile)
            _scratch.Write("tool", "#!/bin/sh\n");
        else
            Directory.CreateDirectory(tool);
        string? path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            Environment.SetEnvironmentVariable("PATH", $"/nowhere:{_scratch.Folder}");
            Assert.Equal(expected.Replace("FOLDER", _scratch.Folder, StringComparison.Ordinal), LaunchFailure.Explain("tool", Errno.AccessDenied).Message);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public void Without_PATH_it_is_searched_where_the_system_does()
    {
        string? path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            Environment.SetEnvironmentVariable("PATH", null);
            Assert.StartsWith("/bin/sh: its interpreter", LaunchFailure.Explain("sh", Errno.NoSuchFile).Message.Replace("something that it needs", "its interpreter", StringComparison.Ordinal).Replace("its loader", "its interpreter", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public void What_cannot_be_explained_says_what_the_system_said()
    {
        Assert.Equal("nothing: cannot be started: Permission denied", LaunchFailure.Explain("nothing", Errno.AccessDenied).Message);
        Assert.Equal("nothing: cannot be started: Exec format error", LaunchFailure.Explain("nothing", Errno.NotExecutable).Message);
        Assert.Equal("/no/way: a folder on the way may not be entered by this user", LaunchFailure.Explain("/no/way", Errno.AccessDenied).Message);
        Assert.Equal("/bin/sh: this user may not execute it: ask its owner, or copy it off a file system that is mounted noexec", LaunchFailure.Explain("/bin/sh", Errno.AccessDenied).Message);
    }

    [Fact]
    public void A_file_of_that_name_that_lies_here_is_pointed_at()
    {
        string here = Directory.GetCurrentDirectory();
        _scratch.Write("tool-that-lies-here", "#!/bin/sh\n");
        try
        {
            Directory.SetCurrentDirectory(_scratch.Folder);
            AssertRefused("tool-that-lies-here", true, "tool-that-lies-here: no such command in PATH, but there is a file of that name here: ./tool-that-lies-here");
        }
        finally
        {
            Directory.SetCurrentDirectory(here);
        }
    }

    [Fact]
    public void A_broken_program_does_not_make_the_explanation_fail()
    {
        byte[] program = File.ReadAllBytes("/bin/true")[..ProgramFile.HeadLength];
        Assert.Null(ProgramFile.Loader(program.AsSpan(0, 100)));
        // Every byte of the headers in turn, at its extremes.
        for (int i = 0; i < 1024; i++)
        {
            byte kept = program[i];
            foreach (byte value in new byte[] { 0, 1, 0x7f, 0x80, 0xff })
            {
                program[i] = value;
                _ = ProgramFile.Loader(program);
                _ = ProgramFile.Loader(program.AsSpan(0, i));
            }

            program[i] = kept;
        }
    }

    [Fact]
    public void Arguments_that_are_not_utf8_are_taken_from_the_command_line()
    {
        byte[] line = [.. "memory_tracker\0--\0ls\0caf"u8, 0xe9, 0];

        Assert.Equal([Encoding.UTF8.GetBytes("ls"), [.. "caf"u8, 0xe9]], RawArguments.Last(["ls", "caf\ufffd"], line));
        Assert.Null(RawArguments.Last(["ls", "caf"], line));
        Assert.Null(RawArguments.Last(["a", "b", "c", "d", "e"], line));
        Assert.Null(RawArguments.Last(["ls"], null));
        Assert.Null(RawArguments.Last(["ls"], "ls"u8.ToArray()));
    }

    private static void AssertRefused(string command, bool isMissing, string expected)
    {
        LaunchException refusal = Assert.Throws<LaunchException>(() => LaunchedCommand.Start([command, "x"], new Dictionary<string, string>()));
        Assert.Equal(expected, refusal.Message);
        Assert.Equal(isMissing, refusal.IsMissing);
    }
}
