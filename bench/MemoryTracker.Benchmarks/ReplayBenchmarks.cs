using BenchmarkDotNet.Attributes;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Statistics;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Benchmarks;

/// <summary>A recording of 100,000 samples: made by the recorder from readings that cost nothing, and read back. A figure is of one sample.</summary>
public class ReplayBenchmarks
{
    private const int Rows = 100_000;

    private readonly string _csv = Path.Combine(Directory.CreateTempSubdirectory("memory_tracker-benchmarks-").FullName, "recording.csv");

    [GlobalSetup]
    public void Prepare() => Record();

    [Benchmark(Description = "record: all but /proc", OperationsPerInvoke = Rows)]
    public long Record()
    {
        using SyntheticTarget target = new(TimeSpan.FromMilliseconds(100), Rows - 1);
        using CsvFile file = new(_csv, MetricSet.Default);
        using BackgroundWriter writer = new([file], MetricSet.Default, hasProcessRows: false, waitsForRoom: true, problem => throw new IOException(problem), () => []);
        using Recorder recorder = new(target, new RecordingOptions { Interval = TimeSpan.Zero }, new Summary(MetricSet.Default), new Timeline(), writer);
        RecordingResult result = recorder.Run();
        writer.Finish();
        return result.Samples;
    }

    [Benchmark(Description = "read back, with statistics", OperationsPerInvoke = Rows)]
    public long ReadBack()
    {
        using RecordedFile file = RecordedFile.Open(_csv);
        Summary summary = new(file.Metrics);
        Sample sample = new();
        while (file.TryRead(sample))
            summary.Add(sample);
        return summary.Samples;
    }

    [GlobalCleanup]
    public void End() => Directory.Delete(Path.GetDirectoryName(_csv)!, recursive: true);
}
