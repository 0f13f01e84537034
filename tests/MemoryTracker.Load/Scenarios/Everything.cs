using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using MemoryTracker.Load.Accounts;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.Load.Scenarios;

/// <summary>Does all that there are metrics for, one deed after the other, and after each holds still and gives account of it.</summary>
internal sealed class Everything(string folder, TimeSpan hold) : IDisposable
{
    private const long Mebibyte = 1 << 20;
    private const long SharedBytes = 32 * Mebibyte;
    private const long StoredBytes = 16 * Mebibyte;
    private const double BusySeconds = 0.5;
    private const int Descriptors = 25;
    private const int KillScoreAdjustment = 500;

    private readonly Ledger _ledger = new();
    private readonly List<CountedFile> _open = [];
    private SwitchingThreads? _threads;

    public int Do()
    {
        int memory = LibC.CreateMemory("known", 0);
        if (memory < 0 || LibC.SetLength(memory, SharedBytes) != 0)
            throw new Win32Exception();
        using Process other = StartOther(memory);
        using Storage storage = new(Path.Combine(folder, "stored"), StoredBytes, _ledger);
        // What the first accounts cost is paid before the recording begins.
        for (int time = 0; time < 3; time++)
            _ = _ledger.HoldStill(TimeSpan.Zero).ToString();
        Start.WhenTold();

        Account();
        Account(() => _ledger.Note(Region.Anonymous(48 * Mebibyte)));
        Account(() => _ledger.Note(Region.Shared(memory, SharedBytes, mappers: 2)));
        Account(() => _ledger.Note(Region.Anonymous(16 * Mebibyte)).GiveBack());
        Account(storage.Write);
        Account(storage.Read);
        Account(storage.Map);
        Account(() => _ledger.Note(Region.Anonymous(24 * Mebibyte)).SwapOut());
        Account(MapHugePages);
        Account(OpenDescriptors);
        Account(() => BusyUntil(usage => usage.User, () => Thread.SpinWait(1000)));
        Account(() => BusyUntil(usage => usage.System, ReadNothing));
        Account(() => _threads = new SwitchingThreads());
        Account(_threads!.Dispose);
        Account(AdjustKillScore);
        Account(Spike);
        other.StandardInput.Close();
        return 0;
    }

    public void Dispose() => _open.ForEach(file => file.Dispose());

    /// <summary>Another process, which has the memory mapped when this returns.</summary>
    private static Process StartOther(int memory)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{memory}");
        string mebibytes = (SharedBytes / Mebibyte).ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new(Environment.ProcessPath!, ["share", path, mebibytes]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process other = Process.Start(start)!;
        if (other.StandardOutput.ReadLine() is null)
            throw new InvalidOperationException("the other process has ended");
        return other;
    }

    private void Account(Action? deed = null)
    {
        deed?.Invoke();
        string account = _ledger.HoldStill(hold).ToString();
        CountedFile.NoteWritten(account.Length + 1);
        Console.Out.WriteLine(account);
    }

    /// <summary>One, if the machine has set any aside.</summary>
    private void MapHugePages()
    {
        ReadOnlySpan<byte> machine = ProcText.Read("/proc/meminfo");
        if (ProcText.Number(machine, "HugePages_Free:"u8) > 0)
            _ledger.Note(Region.OfHugePages(ProcText.Number(machine, "Hugepagesize:"u8) * 1024));
    }

    private void OpenDescriptors()
    {
        for (int number = 0; number < Descriptors; number++)
            _open.Add(new CountedFile("/dev/null", FileMode.Open, FileAccess.Read));
    }

    private static void BusyUntil(Func<ResourceUsage, double> used, Action work)
    {
        double end = used(ResourceUsage.Now) + BusySeconds;
        while (used(ResourceUsage.Now) < end)
            work();
    }

    private static void ReadNothing()
    {
        Span<byte> part = stackalloc byte[1 << 16];
        using CountedFile zeros = new("/dev/zero", FileMode.Open, FileAccess.Read);
        for (int time = 0; time < 100; time++)
            zeros.Read(part, 0);
    }

    /// <summary>Everybody may make himself more likely to be killed.</summary>
    private static void AdjustKillScore()
    {
        using CountedFile file = new("/proc/self/oom_score_adj", FileMode.Open, FileAccess.Write);
        file.Write(Encoding.ASCII.GetBytes(KillScoreAdjustment.ToString(CultureInfo.InvariantCulture)), 0);
    }

    private void Spike()
    {
        const long Bytes = 300 * Mebibyte;
        _ledger.Peak = PageWalk.Over(Mapping.All()).Resident + Bytes;
        new KnownMemory(Bytes).Dispose();
    }
}
