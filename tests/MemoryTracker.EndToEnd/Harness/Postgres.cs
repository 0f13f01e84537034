using System.Diagnostics;

namespace MemoryTracker.EndToEnd.Harness;

/// <summary>
/// A database cluster of its own, in the test's folder and reachable by a socket there alone. It runs as nobody where the tests run as root, for whom it
/// refuses to.
/// </summary>
internal sealed class Postgres : IAsyncDisposable
{
    private const string Packages = "/usr/lib/postgresql";

    private readonly Scratch _scratch;
    private readonly string _programs;

    private Postgres(Scratch scratch, string programs) => (_scratch, _programs) = (scratch, programs);

    private string Data => _scratch.File("cluster");

    /// <summary>The number of the first process, which has started all others.</summary>
    public int Pid => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<Postgres> Start(Scratch scratch)
    {
        string? version = Directory.Exists(Packages) ? Directory.EnumerateDirectories(Packages).Order(StringComparer.Ordinal).LastOrDefault() : null;
        Need.That(version is not null, "PostgreSQL must be installed (Debian: postgresql)");
        Need.That(!Environment.IsPrivilegedProcess || File.Exists("/usr/bin/setpriv"), "setpriv must be installed (Debian: util-linux)");
        Need.That(Process.GetProcessesByName("postgres").Length == 0, "no other PostgreSQL may be running: it has the same name");
        Nobody.Admit(scratch);
        Postgres postgres = new(scratch, Path.Combine(version!, "bin"));
        await postgres.Run("initdb", "--pgdata", postgres.Data, "--username", "tester", "--auth", "trust", "--no-sync");
        string settings = $"-c listen_addresses= -c unix_socket_directories={scratch.RuntimeFolder} -c fsync=off";
        await postgres.Run("pg_ctl", "start", "--wait", "--pgdata", postgres.Data, "--log", scratch.File("postgres.log"), "--options", settings);
        return postgres;
    }

    /// <summary>Fills a database and has several clients at it for a while.</summary>
    public async Task Load(int seconds)
    {
        string[] database = ["--host", _scratch.RuntimeFolder, "--username", "tester", "postgres"];
        await Run("pgbench", ["--initialize", "--quiet", "--scale", "5", .. database]);
        await Run("pgbench", ["--client", "4", "--time", $"{seconds}", "--no-vacuum", .. database]);
    }

    public Task Stop() => Run("pg_ctl", "stop", "--wait", "--mode", "fast", "--pgdata", Data);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await Run("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", Data);
    }

    private async Task Run(string program, params string[] arguments)
    {
        string[] user = Environment.IsPrivilegedProcess ? Nobody.Command.Split(' ') : [];
        string[] command = [.. user, Path.Combine(_programs, program), .. arguments];

        // Not by pipes: the servers that this starts would hold them open.
        string words = string.Join(' ', command.Select(word => $"'{word}'"));
        ProcessStartInfo start = new("sh", ["-c", $"{words} >>'{_scratch.File("programs.log")}' 2>&1 </dev/null"]) { WorkingDirectory = _scratch.Folder };
        using Process process = Process.Start(start)!;
        await Patience.Until(() => process.HasExited, $"{program} has ended");
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{_scratch.Text("programs.log")}");
    }
}
