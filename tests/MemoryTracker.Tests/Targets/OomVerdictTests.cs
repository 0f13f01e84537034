using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Targets;

[Collection(nameof(Alone))]
public sealed class OomVerdictTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private string? _cgroup;

    public void Dispose()
    {
        _scratch.Dispose();
        if (_cgroup is not null)
            Directory.Delete(_cgroup);
    }

    [Fact]
    public void The_log_is_proof() => AssertVerdict(
        true, "killed by SIGKILL by the kernel's OOM killer: the kernel's log says so", OomVerdict.Of(true, Kills(1, false), Kills(1, false)));

    [Fact]
    public void Its_cgroups_counter_is_likely() => AssertVerdict(
        true,
        "killed by SIGKILL, most likely by the kernel's OOM killer: the oom_kill counter of its cgroup /x\ufffd rose by 1 while it ran",
        OomVerdict.Of(false, Kills(1, false, new("/x\e", 4), new("", 9)), Kills(2, false, new("/x\e", 5), new("", 10))));

    [Fact]
    public void Nothing_on_the_machine_excludes_it() => AssertVerdict(
        false,
        "killed by SIGKILL, but not by the kernel's OOM killer: oom_kill of /proc/vmstat did not rise while it ran",
        OomVerdict.Of(false, Kills(1, true), Kills(1, true)));

    [Fact]
    public void Elsewhere_on_the_machine_excludes_it() => AssertVerdict(
        false,
        "killed by SIGKILL, but not by the kernel's OOM killer: the oom_kill counter of its cgroup /x did not rise while it ran (that of the whole machine rose by 2)",
        OomVerdict.Of(false, Kills(1, false, new("/x", 4), new("", 9)), Kills(3, false, new("/x", 4), new("", 11))));

    [Fact]
    public void A_cgroup_that_was_new_counts_in_the_one_above() => AssertVerdict(
        true,
        "killed by SIGKILL, most likely by the kernel's OOM killer: the oom_kill counter of its cgroup / rose by 1 while it ran",
        OomVerdict.Of(false, Kills(1, false, new("/x", 4), new("", 9)), Kills(2, false, new("/y", 1), new("", 10))));

    [Fact]
    public void An_older_cgroup_may_have_been_left() => AssertVerdict(
        null,
        "killed by SIGKILL, hardly by the kernel's OOM killer: the oom_kill counter of its cgroup /x did not rise while it ran (that of the whole machine rose by 1), but it may have moved to another one",
        OomVerdict.Of(false, Kills(1, true, new CgroupOomKills("/x", 4)), Kills(2, true, new CgroupOomKills("/x", 4))));

    [Fact]
    public void The_machine_alone_is_a_perhaps() => AssertVerdict(
        null,
        "killed by SIGKILL, perhaps by the kernel's OOM killer: oom_kill of /proc/vmstat, of the whole machine, rose by 3 while it ran, and its cgroup does not tell",
        OomVerdict.Of(false, Kills(1, false), Kills(4, false)));

    [Fact]
    public void Nothing_known_is_said() => AssertVerdict(
        null,
        "killed by SIGKILL; whether by the kernel's OOM killer cannot be told: neither /proc/vmstat nor its cgroup has an oom_kill counter",
        OomVerdict.Of(false, Kills(null, false), Kills(4, false)));

    [Fact]
    public void A_process_that_we_kill_is_no_victim()
    {
        using OomWatch watch = OomWatch.Begin(Environment.ProcessId, ProcRoot.Default);
        using LaunchedCommand command = LaunchedCommand.Start(["sh", "-c", "kill -9 $$"], new Dictionary<string, string>());
        Child.UntilState(command.Pid, 'Z');

        Assert.NotEqual(true, watch.Judge(command.Pid).IsLikely);
        Assert.Equal(9, command.Wait().Signal);
    }

    [Fact]
    public void A_real_one()
    {
        _cgroup = SmallCgroup();
        string go = _scratch.File("go");
        using LaunchedCommand command = LaunchedCommand.Start(
            [
                "sh", "-c",
                $"echo $$ > {_cgroup}/cgroup.procs && touch {_scratch.File("ready")}; while [ ! -e {go} ]; do sleep 0.02; done; exec /usr/bin/python3 -c \"b'x' * (200 << 20)\"",
            ],
            new Dictionary<string, string>());
        Patience.Until(() => File.Exists(_scratch.File("ready")), "it is in its cgroup");
        OomKills before = OomKills.Read(command.Pid, ProcRoot.Default, MemoryCgroup.Cgroups);
        using OomWatch watch = OomWatch.Begin(command.Pid, ProcRoot.Default);
        File.WriteAllText(go, "");
        Child.UntilState(command.Pid, 'Z');
        OomVerdict verdict = watch.Judge(command.Pid);
        OomVerdict fromCounters = OomVerdict.Of(false, before, before.ReadAgain(command.Pid, ProcRoot.Default, MemoryCgroup.Cgroups));

        Assert.Equal("SIGKILL", command.Wait().SignalName);
        Assert.True(verdict.IsLikely, verdict.Sentence);
        Assert.True(fromCounters.IsLikely, fromCounters.Sentence);
        Assert.EndsWith($"{Path.GetFileName(_cgroup)} rose by 1 while it ran", fromCounters.Sentence, StringComparison.Ordinal);
        if (Namespaces.IsInitialPid(ProcRoot.Default) == true && Environment.IsPrivilegedProcess)
            Assert.EndsWith("the kernel's log says so", verdict.Sentence, StringComparison.Ordinal);
    }

    /// <summary>A cgroup of 32 MB without swap, below our own or, where that may have none, below the mounted one.</summary>
    private static string SmallCgroup()
    {
        const string Why = "a cgroup with a limit of memory must be possible: run as root where cgroups are mounted writable";
        Need.That(Environment.IsPrivilegedProcess && MemoryCgroup.Of(Environment.ProcessId, ProcRoot.Default, MemoryCgroup.Cgroups) is not null, Why);
        MemoryCgroup own = MemoryCgroup.Of(Environment.ProcessId, ProcRoot.Default, MemoryCgroup.Cgroups)!.Value;
        string folder = $"{own.Mount}/memory_tracker-test-{Environment.ProcessId}";
        string limit = own.IsOlder ? "memory.limit_in_bytes" : "memory.max";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText($"{folder}/{limit}", "33554432");
            if (File.Exists($"{folder}/memory.swap.max"))
                File.WriteAllText($"{folder}/memory.swap.max", "0");
            else if (File.Exists($"{folder}/memory.memsw.limit_in_bytes"))
                File.WriteAllText($"{folder}/memory.memsw.limit_in_bytes", "33554432");
            return folder;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            Need.That(false, $"{Why} ({error.Message})");
            throw;
        }
    }

    private static OomKills Kills(long? machine, bool isOlder, params CgroupOomKills[] cgroups) => new(machine, new MemoryCgroup("/m", "/x", isOlder), cgroups);

    private static void AssertVerdict(bool? isLikely, string sentence, OomVerdict verdict) => Assert.Equal((isLikely, sentence), (verdict.IsLikely, verdict.Sentence));
}
