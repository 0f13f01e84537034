using MemoryTracker.Doctor;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Doctor;

/// <summary>The whole examination, of real processes.</summary>
public class ExaminationTests
{
    private static readonly Check Further = new("further", "checked", true, "fine");

    [Fact]
    public void Ourselves_stand_for_this_users_processes()
    {
        DoctorDocument document = Examination.Of(null, ProcRoot.Default, [Further]);

        Assert.Equal((Environment.ProcessId, true), (document.Target.Pid, document.Target.IsOwn));
        Assert.Null(document.Refusal);
        Assert.Equal(Metric.All.Select(metric => metric.Name), document.Metrics.Select(metric => metric.Name));
        Assert.Equal(Machine.MemoryBytes(ProcRoot.Default), document.Host.MemoryBytes);
        Assert.Equal(document.Sources.Count, document.Sources.Select(source => source.Name).Distinct().Count());
        Assert.All(document.Sources.Where(source => source.Reads > 0), source => Assert.InRange(source.ReadS!.Value, 1e-9, 10));
        Assert.InRange(document.Timing!.LatenessMedianS, 0, document.Timing.LatenessP99S);
        Assert.Equal(document.Checks.Count, document.Checks.Select(check => check.Name).Distinct().Count());
        Assert.Equal(Further, document.Checks[^1]);
    }

    [Fact]
    public void Another_process_is_read_and_left_as_it_is()
    {
        using Child child = Child.Sleeping().UntilNamed("sleep");

        DoctorDocument document = Examination.Of(child.Pid, ProcRoot.Default, []);

        Assert.Equal((child.Pid, "sleep", false), (document.Target.Pid, document.Target.Command, document.Target.IsOwn));
        Child.UntilState(child.Pid, 'S');
    }

    [Fact]
    public void Of_one_that_cannot_be_recorded_it_says_why_and_makes_the_other_checks()
    {
        using Child child = Child.Sleeping();
        child.End();

        DoctorDocument document = Examination.Of(child.Pid, ProcRoot.Default, [Further]);

        Assert.Contains($"{child.Pid}", document.Refusal, StringComparison.Ordinal);
        Assert.All(document.Metrics, metric => Assert.Equal((false, document.Refusal), (metric.Readable, metric.Why)));
        Assert.Empty(document.Sources);
        Assert.Null(document.Timing);
        Assert.True(document.Checks.Count > 5);
    }
}
