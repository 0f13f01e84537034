using MemoryTracker.Doctor;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Doctor;

/// <summary>On made-up proc file systems, whose files belong to whoever runs the tests.</summary>
public sealed class RightsChecksTests : IDisposable
{
    private const int Pid = 7;
    private const string AllCapabilities = "000001ffffffffff";
    private const string NoCapabilities = "0000000000000000";

    private readonly Scratch _scratch = new();

    private static string OwnUser => $"{MemoryTracker.Linux.LibC.EffectiveUser()}";

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void An_own_process_on_an_open_machine_is_fine()
    {
        Write(NoCapabilities, "proc ROOT proc rw 0 0", OwnUser);

        Assert.All(All(readsAll: true).Values, check => Assert.NotEqual(false, check.Fine));
        Assert.Equal((true, $"user {OwnUser}, whose process it is"), Of("user"));
        Assert.Equal((true, "off: processes of all users are seen"), Of("hidepid"));
        Assert.Equal((true, "clear_refs may be written"), Of("--exact-peaks"));
        Assert.Equal("", _scratch.Text($"{Pid}/clear_refs"));
    }

    [Fact]
    public void Whose_process_it_is_follows_from_its_status()
    {
        Write(NoCapabilities, "proc ROOT proc rw 0 0", "4242");
        Assert.Equal((true, $"user {OwnUser}; the process is user 4242's"), Of("user"));

        File.WriteAllText(_scratch.File($"{Pid}/status"), "Name:\tx\nUid:\t\n");
        Assert.Equal((null, $"user {OwnUser}; whose the process is cannot be seen"), Of("user"));
    }

    [Fact]
    public void A_process_whose_files_are_not_its_users_is_not_dumpable()
    {
        Need.That(Environment.IsPrivilegedProcess, "giving files away must be possible: run as root");
        Write(NoCapabilities, "proc ROOT proc rw 0 0", OwnUser);
        Assert.Equal(0, MemoryTracker.Linux.LibC.ChangeOwner(_scratch.File($"{Pid}/status"), 4243, 4243));

        Assert.False(All()["user"].Fine);
        Assert.Contains("whose process it is, and it is not dumpable", All()["user"].Finding, StringComparison.Ordinal);
        Assert.False(All()["capabilities"].Fine);
        Assert.True(All(readsAll: true)["capabilities"].Fine);
    }

    [Theory]
    [InlineData("hidepid=2", "invisible: other users' processes are hidden from who lacks CAP_SYS_PTRACE")]
    [InlineData("gid=27,hidepid=noaccess", "noaccess: other users' processes are hidden from who lacks CAP_SYS_PTRACE and is not in group 27")]
    [InlineData("hidepid=\e[2J", "\ufffd[2J: other users' processes are hidden from who lacks CAP_SYS_PTRACE")]
    public void A_hidden_process_is_no_fault_of_its_own(string options, string finding)
    {
        Write(NoCapabilities, $"proc ROOT proc rw,{options} 0 0", user: null);

        Assert.Equal((false, finding), Of("hidepid"));
        Assert.Null(All()["--exact-peaks"].Fine);
        Assert.Equal((null, $"user {OwnUser}; whose the process is cannot be seen"), Of("user"));
        Assert.False(All()["capabilities"].Fine);
        Assert.NotNull(All()["capabilities"].Help);
    }

    [Fact]
    public void A_process_that_is_not_there_is_no_question_of_rights()
    {
        Write(NoCapabilities, "proc ROOT proc rw 0 0", user: null);

        Assert.All(All().Values, check => Assert.NotEqual(false, check.Fine));
    }

    [Fact]
    public void In_a_user_namespace_capabilities_say_less()
    {
        Write(AllCapabilities, "proc ROOT proc rw 0 0", OwnUser);
        string all = "CAP_SYS_PTRACE, CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE, CAP_PERFMON";
        Link("user", "user:[4026531837]");
        Assert.Equal((true, all), Of("capabilities"));

        Link("user", "user:[4026532177]");
        Assert.Equal((true, $"{all}, in this user namespace only"), Of("capabilities"));
        Assert.StartsWith("one of its own", Of("user namespace").Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Yama_is_told_and_is_no_obstacle()
    {
        Write(NoCapabilities, "proc ROOT proc rw 0 0", OwnUser);
        _scratch.Write("sys/kernel/yama/ptrace_scope", "3\n");

        Assert.Equal((true, "3 (Yama): keeps debuggers from attaching, reading is not concerned"), Of("ptrace scope"));
    }

    [Fact]
    public void Where_proc_says_nothing_nothing_is_claimed()
    {
        Dictionary<string, Check> checks = All();

        Assert.Equal(
            ["user", "capabilities", "hidepid", "ptrace scope", "user namespace", "PID namespace", "--exact-peaks"],
            checks.Values.Where(check => check.Fine is null).Select(check => check.Name));
    }

    private void Write(string capabilities, string mounts, string? user)
    {
        _scratch.Write("self/status", $"Name:\tx\nCapEff:\t{capabilities}\n");
        _scratch.Write("self/mounts", mounts.Replace("ROOT", _scratch.Folder, StringComparison.Ordinal) + "\n");
        if (user is null)
            return;
        _scratch.Write($"{Pid}/status", $"Name:\tx\nUid:\t{user}\t5\t5\t5\n");
        _scratch.Write($"{Pid}/clear_refs", "");
    }

    private void Link(string name, string target)
    {
        string path = Path.Combine(Directory.CreateDirectory(_scratch.File("self/ns")).FullName, name);
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }

    private (bool? Fine, string Finding) Of(string name) => (All()[name].Fine, All()[name].Finding);

    private Dictionary<string, Check> All(bool readsAll = false) => new RightsChecks(new ProcRoot(_scratch.Folder), Pid, readsAll).All.ToDictionary(check => check.Name);
}
