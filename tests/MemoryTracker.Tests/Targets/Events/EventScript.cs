using System.Diagnostics;
using MemoryTracker.Linux;
using MemoryTracker.Procfs;
using MemoryTracker.Targets.Events;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Targets.Events;

/// <summary>A Python program that is followed from before its first own line to its end, and all that was told of it.</summary>
internal sealed class EventScript
{
    private EventScript(int pid, string[] output, List<ProcessEvent> told, bool isComplete, bool tellsPeaks, long lost)
    {
        Pid = pid;
        Output = output;
        Told = told;
        IsComplete = isComplete;
        TellsPeaks = tellsPeaks;
        Lost = lost;
    }

    public int Pid { get; }

    /// <summary>What it printed, in lines.</summary>
    public string[] Output { get; }

    public List<ProcessEvent> Told { get; }

    public bool IsComplete { get; }

    public bool TellsPeaks { get; }

    public long Lost { get; }

    public static EventScript Run(string script)
    {
        using ProcessEvents events = Listen();
        ProcessStartInfo start = new("/usr/bin/python3", ["-c", "import os, signal, sys, time, threading\nprint(flush=True)\nsys.stdin.readline()\n" + script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        _ = process.StandardOutput.ReadLine();
        events.Follow(process.Id);
        long followed = Clock.Now;
        process.StandardInput.WriteLine();
        string[] output = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<ProcessEvent> told = [];
        bool isComplete = true;
        Patience.Until(
            () =>
            {
                isComplete &= events.Take(told);
                return told.Exists(one => one.Kind == ProcessEventKind.Exited && one.Pid == process.Id);
            },
            "its end is told");
        // How it became Python may be told, too.
        _ = told.RemoveAll(one => one.At < followed);
        return new EventScript(process.Id, output, told, isComplete, events.TellsPeaks, events.Lost);
    }

    public static ProcessEvents Listen()
    {
        ProcessEvents? events = ProcessEvents.TryListen(ProcRoot.Default, out string? whyNot);
        Need.That(events is not null, $"process events: {whyNot}");
        return events!;
    }

    public ProcessEvent[] Of(ProcessEventKind kind) => [.. Told.Where(one => one.Kind == kind)];

    public ProcessEvent[] Of(int pid) => [.. Told.Where(one => one.Pid == pid)];
}
