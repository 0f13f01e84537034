using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>Why a process cannot be recorded, in the words that the user reads.</summary>
internal static class Refusal
{
    public static TargetException NotReadable(int pid, bool isThere, int error) => isThere
        ? new($"process {pid} is hidden from this user ({Errno.Describe(error)}; /proc is mounted with hidepid): record it as its owner or as root")
        : new($"there is no process {pid}: ps -e lists those that run");

    public static TargetException Thread(int thread, int process, CommandName name) =>
        new($"{thread} is a thread ({name}) of process {process}, and threads share their memory: record it with --pid {process}");

    public static TargetException KernelThread(int pid, CommandName name) =>
        new($"process {pid} ({name}) is a kernel thread, which has no memory of its own: choose a program's process");

    public static TargetException Ended(int pid, CommandName name) =>
        new($"process {pid} ({name}) has already ended and only waits for its parent to notice (a zombie): there is nothing left to record");

    public static TargetException NoReset(int pid, CommandName name, int error) =>
        new($"--exact-peaks must reset the peak of process {pid} ({name}), which only its owner and root may ({Errno.Describe(error)}): record as one of them, or without it");
}
