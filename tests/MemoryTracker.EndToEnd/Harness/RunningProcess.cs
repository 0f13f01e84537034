using System.Diagnostics;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>A process that a test has started: everything it writes is collected, and it never outlives the test.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private RunningProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Pid => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <remarks>
    /// Through <c>env --default-signal</c>, which execs, because a test host may have been started with signals ignored (in the
    /// background of a script, INT is; under .NET, PIPE is), and a child inherits that.
    /// </remarks>
    public static RunningProcess Start(Scratch scratch, IEnumerable<string> command, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("env", ["--default-signal", .. command])
        {
            WorkingDirectory = scratch.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_RUNTIME_DIR"] = scratch.RuntimeFolder;
        start.Environment["TMPDIR"] = scratch.RuntimeFolder;
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        return new(Process.Start(start)!);
    }

    public void WriteLine() => _process.StandardInput.WriteLine();

    /// <summary>As if typed, with a control character for a control key.</summary>
    public void Type(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    public void EndInput() => _process.StandardInput.Close();

    public void Send(Signal signal) => LibC.Send(signal, Pid);

    public async Task<Ended> End()
    {
        await Patience.Until(() => HasEnded, $"`{string.Join(' ', _process.StartInfo.ArgumentList)}` ends");
        return new(_process.ExitCode, await Patience.Wait(_output, "its output to end"), await Patience.Wait(_errors, "its errors to end"));
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasEnded)
            _process.Kill(entireProcessTree: true);

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
