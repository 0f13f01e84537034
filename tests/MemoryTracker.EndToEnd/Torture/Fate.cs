using System.Globalization;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd.Torture;

/// <summary>A process that is killed at a moment of chance, and how much of the time before that it had to wait for a CPU.</summary>
internal static class Fate
{
    /// <summary>Lets it run for so long and kills it; null when it had ended before.</summary>
    /// <param name="process">Who is killed.</param>
    /// <param name="after">How long it has from now.</param>
    /// <param name="stopsFirst">
    /// Stops it before, so that nothing moves any more when it is looked at what it had to wait for; else a write that is under way is cut off.
    /// </param>
    public static async Task<Death?> Kill(RunningProcess process, TimeSpan after, bool stopsFirst)
    {
        await Task.Delay(after, TestContext.Current.CancellationToken);
        DateTime at = DateTime.UtcNow;
        try
        {
            TimeSpan? waited = stopsFirst ? await Stop(process) : null;
            process.Send(Signal.Kill);
            return (await process.End()).ExitCode == 137 ? new Death(at, waited) : null;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            // It has ended by itself, and is no more.
            _ = await process.End();
            return null;
        }
    }

    private static async Task<TimeSpan> Stop(RunningProcess process)
    {
        process.Send(Signal.Stop);
        await Patience.Until(() => process.HasEnded || Tasks(process.Pid).All(task => State(task) is 'T' or 'Z' or 'X'), "all of it stands still");
        return TimeSpan.FromMicroseconds(Tasks(process.Pid).Sum(Waited) / 1e3);
    }

    private static string[] Tasks(int pid) => Directory.GetDirectories($"/proc/{pid}/task");

    private static char State(string task)
    {
        string stat = File.ReadAllText($"{task}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }

    /// <summary>The second figure of schedstat: nanoseconds for which the thread could have run and had no CPU.</summary>
    private static long Waited(string task) => long.Parse(File.ReadAllText($"{task}/schedstat").Split(' ')[1], CultureInfo.InvariantCulture);
}
