using System.Text;
using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Doctor;

/// <summary>What this user may, and what keeps other users' processes from it.</summary>
/// <param name="root">Where the proc file system is.</param>
/// <param name="pid">The process.</param>
/// <param name="readsAll">Whether every metric of it can be read, which tells more than any list of rights.</param>
internal sealed class RightsChecks(ProcRoot root, int pid, bool readsAll)
{
    private const string AsOwner = "record as the process's owner or as root";

    private static readonly (Capability Capability, string Name)[] Mattering =
    [
        (Capability.SysPtrace, "CAP_SYS_PTRACE"),
        (Capability.DacReadSearch, "CAP_DAC_READ_SEARCH"),
        (Capability.DacOverride, "CAP_DAC_OVERRIDE"),
        (Capability.PerfMon, "CAP_PERFMON"),
    ];

    private readonly uint _user = LibC.EffectiveUser();
    private readonly Capabilities? _capabilities = Capabilities.Parse(ProcFile.ReadOnce($"{root.Path}/self/status"));
    private readonly ProcMount? _mount = ProcMount.Parse(Encoding.UTF8.GetString(ProcFile.ReadOnce($"{root.Path}/self/mounts") ?? []), root.Path);

    // Whom the kernel lets read what it keeps from others; null when the process is hidden or not there.
    private readonly uint? _owner = FileKind.Of($"{root.Folder(pid)}/status")?.User;

    /// <summary>All of them.</summary>
    public IEnumerable<Check> All => [User(), OfCapabilities(), HidePid(), Yama(), UserNamespace(), PidNamespace(), ExactPeaks()];

    private static Check New(string name, bool? fine, string finding, string? help = null) => new(Topics.Rights, name, fine, finding, help);

    private Check User()
    {
        if (_owner is null || ProcStatus.Parse(ProcFile.ReadOnce($"{root.Folder(pid)}/status")).User is not { } user)
            return New("user", null, $"user {_user}; whose the process is cannot be seen");
        string finding = user == _user ? $"user {_user}, whose process it is" : $"user {_user}; the process is user {user}'s";
        // The kernel gives the files of such a process to root, lest its secrets be read.
        return user == _owner || _user == _owner
            ? New("user", true, finding)
            : New(
                "user",
                false,
                $"{finding}, and it is not dumpable (prctl(2), or a program that its user may not read): only root may read all of it",
                "record as root");
    }

    private Check OfCapabilities()
    {
        if (_capabilities is not { } capabilities)
            return New("capabilities", null, "/proc does not tell");
        string[] held = [.. Mattering.Where(one => capabilities.Has(one.Capability)).Select(one => one.Name)];
        bool isScoped = Namespaces.IsInitialUser(root) == false;
        string finding = held.Length == 0
            ? "none of those that open other users' processes"
            : string.Join(", ", held) + (isScoped ? ", in this user namespace only" : "");
        bool isHidden = _owner is null && _mount is { Hides: true };
        bool areNeeded = !readsAll && (isHidden || (_owner is not null && _owner != _user));
        return !areNeeded || (capabilities.Has(Capability.SysPtrace) && !isScoped)
            ? New("capabilities", true, finding)
            : New(
                "capabilities",
                false,
                finding,
                "CAP_SYS_PTRACE opens PSS and passes hidepid, with CAP_DAC_READ_SEARCH also bytes read and written; CAP_DAC_OVERRIDE exact peaks");
    }

    private Check HidePid()
    {
        if (_mount is not { } mount)
            return New("hidepid", null, $"how {root.Path} is mounted cannot be told");
        if (!mount.Hides)
            return New("hidepid", true, "off: processes of all users are seen");
        string group = mount.Group is { } number ? $" and is not in group {number}" : "";
        string finding = SafeText.Clean($"{mount.HidePid}: other users' processes are hidden from who lacks CAP_SYS_PTRACE{group}");
        return _owner is not null
            ? New("hidepid", true, finding)
            : New("hidepid", false, finding, AsOwner + (mount.Group is null ? "" : ", or from that group"));
    }

    /// <summary>Yama looks at PTRACE_MODE_ATTACH only (security/yama/yama_lsm.c), and figures are read with PTRACE_MODE_READ.</summary>
    private Check Yama() => ProcFile.ReadOnce($"{root.Path}/sys/kernel/yama/ptrace_scope") is { } text
        ? New("ptrace scope", true, $"{SafeText.Clean(text.AsSpan().TrimEnd((byte)'\n'))} (Yama): keeps debuggers from attaching, reading is not concerned")
        : Machine.Kernel(root).Length > 0 ? New("ptrace scope", true, "no Yama in this kernel")
        : New("ptrace scope", null, "/proc does not tell");

    private Check UserNamespace() => Namespaces.IsInitialUser(root) switch
    {
        true => New("user namespace", true, "the machine's own"),
        false => New("user namespace", true, "one of its own: root here may read only what belongs to users of this namespace"),
        null => New("user namespace", null, "cannot be told"),
    };

    private Check PidNamespace() => Namespaces.IsInitialPid(root) switch
    {
        true => New("PID namespace", true, "the machine's own"),
        false => New("PID namespace", true, "one of its own, as in a container: PIDs are those in here, processes outside are not seen"),
        null => New("PID namespace", null, "cannot be told"),
    };

    /// <summary>Opened for writing, which changes nothing, and not written to.</summary>
    private Check ExactPeaks()
    {
        using PeakMark? mark = PeakMark.TryOpen(root.Folder(pid), out int error);
        return mark is not null ? New("--exact-peaks", true, "clear_refs may be written")
            : _owner is null ? New("--exact-peaks", null, "the process is not seen")
            : New(
                "--exact-peaks",
                false,
                $"clear_refs: {Errno.Describe(error)}",
                error == Errno.NoSuchFile ? "it takes Linux 4.0 with CONFIG_PROC_PAGE_MONITOR" : AsOwner);
    }
}
