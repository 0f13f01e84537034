using System.Diagnostics;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>A running process of known memory and CPU: the truth that recordings are compared with.</summary>
internal sealed class LoadProcess : IAsyncDisposable
{
    private readonly Process _process;

    private LoadProcess(Process process) => _process = process;

    public int Pid => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Returns when the process is there and waits for the word to begin.</summary>
    public static Task<LoadProcess> Start(params string[] scenario) => StartProgram(Path.Combine(AppContext.BaseDirectory, "MemoryTracker.Load"), scenario);

    /// <summary>The same for another program that tells truths in the same words.</summary>
    public static async Task<LoadProcess> StartProgram(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        LoadProcess load = new(Process.Start(start)!);
        Assert.IsType<Ready>(await load.NextTruth());
        return load;
    }

    public void Begin() => _process.StandardInput.WriteLine();

    public async Task<Truth?> NextTruth()
    {
        string? line = await Patience.Wait(_process.StandardOutput.ReadLineAsync(), "the load process's next line");
        return line is null ? null : Truth.Parse(line);
    }

    /// <summary>Lets the process do what it is for, to its end, and returns what it has told.</summary>
    public async Task<List<T>> Perform<T>()
        where T : Truth
    {
        Begin();
        List<T> truths = [];
        while (await NextTruth() is { } truth)
            truths.Add((T)truth);

        return truths;
    }

    public void Kill() => LibC.Send(Signal.Kill, Pid);

    public async ValueTask DisposeAsync()
    {
        if (!HasEnded)
            _process.Kill(entireProcessTree: true);

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
