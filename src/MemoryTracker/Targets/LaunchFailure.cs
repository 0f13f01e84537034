using MemoryTracker.Linux;

namespace MemoryTracker.Targets;

/// <summary>Why a command cannot be started, in the words that the user reads.</summary>
internal static class LaunchFailure
{
    // What execvp(3) searches when there is no PATH.
    private const string DefaultPath = "/bin:/usr/bin";

    /// <summary>Explains what posix_spawnp said of a command, by looking at the file that it found.</summary>
    public static LaunchException Explain(string command, int error)
    {
        bool isMissing = error == Errno.NoSuchFile;
        string shown = SafeText.Clean(command);
        string? file = command.Contains('/', StringComparison.Ordinal) ? command : FindInPath(command);
        string reason = (error, file) switch
        {
            _ when command.Length == 0 => "the command's name is empty: name a program after --",
            (Errno.NoSuchFile, null) => $"{shown}: no such command in PATH{AdviceOnPath(command)}",
            (Errno.NoSuchFile, _) => ExplainMissing(file),
            (Errno.AccessDenied, not null) => ExplainDenied(file),
            (Errno.NotExecutable, not null) => ExplainFormat(file),
            _ => $"{SafeText.Clean(file ?? command)}: cannot be started: {Errno.Describe(error)}",
        };
        return new LaunchException(isMissing, reason);
    }

    private static string ExplainMissing(string file)
    {
        string shown = SafeText.Clean(file);
        if (FileKind.Of(file) is null)
            return $"{shown}: no such file: check the path";
        byte[] head = ProgramFile.ReadHead(file);
        if (ProgramFile.Interpreter(head) is { } interpreter)
        {
            return interpreter.EndsWith('\r')
                ? $"{shown}: its first line ends with a carriage return, which makes {SafeText.Clean(interpreter[..^1])} another name: give it Unix line ends (sed -i 's/\\r$//' FILE)"
                : $"{shown}: its interpreter {SafeText.Clean(interpreter)} is not there: install it, or mend the first line";
        }

        return ProgramFile.Loader(head) is { } loader
            ? $"{shown}: its loader {SafeText.Clean(loader)} is not there: it was built for another system, or its C library is not installed"
            : $"{shown}: something that it needs to run is not there, a loader for example: it was built for another system";
    }

    private static string ExplainDenied(string file)
    {
        string shown = SafeText.Clean(file);
        return FileKind.Of(file) switch
        {
            null => $"{shown}: a folder on the way may not be entered by this user",
            { IsFolder: true } => $"{shown}: is a folder: name the program in it",
            { IsRegular: false } => $"{shown}: is no program but a pipe, a device or a socket",
            { } kind when (kind.Rights & Executable) == 0 => $"{shown}: is not executable: chmod +x {shown}",
            _ when ProgramFile.Interpreter(ProgramFile.ReadHead(file)) is { } interpreter && LibC.Access(interpreter, LibC.ExecuteAccess) < 0 =>
                $"{shown}: its interpreter {SafeText.Clean(interpreter)} is not executable for this user",
            _ => $"{shown}: this user may not execute it: ask its owner, or copy it off a file system that is mounted noexec",
        };
    }

    private static string ExplainFormat(string file)
    {
        string shown = SafeText.Clean(file);
        byte[] head = ProgramFile.ReadHead(file);
        return ProgramFile.IsElf(head) ? $"{shown}: is a program for another kind of machine, or broken"
            : head.Length == 0 ? $"{shown}: is empty, or cannot be read: there is nothing to run"
            : $"{shown}: is neither a binary program nor has it a #! line: begin it with one (#!/bin/sh), or start it with what reads it (sh {shown})";
    }

    private static UnixFileMode Executable => UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>What execvp would try: the first that may be executed, else the first that is there; null when there is none.</summary>
    private static string? FindInPath(string command)
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? DefaultPath;
        string[] found = [.. path.Split(':').Select(folder => folder.Length == 0 ? command : $"{folder}/{command}").Where(file => FileKind.Of(file) is not null)];
        return Array.Find(found, file => LibC.Access(file, LibC.ExecuteAccess) == 0 && FileKind.Of(file) is { IsFolder: false }) ?? found.FirstOrDefault();
    }

    private static string AdviceOnPath(string command) =>
        FileKind.Of(command) is { IsRegular: true } ? $", but there is a file of that name here: ./{SafeText.Clean(command)}" : ": check its spelling, or give its path";
}
