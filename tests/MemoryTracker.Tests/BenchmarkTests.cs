using System.Reflection;
using BenchmarkDotNet.Attributes;
using MemoryTracker.Benchmarks;

namespace MemoryTracker.Tests;

/// <summary>Each micro-benchmark can be run: only people measure with them, and only now and then.</summary>
public class BenchmarkTests
{
    [Theory]
    [InlineData(typeof(ParserBenchmarks))]
    [InlineData(typeof(TickBenchmarks))]
    [InlineData(typeof(ReplayBenchmarks))]
    public void Every_benchmark_does_its_work_once_and_again(Type type)
    {
        object benchmarks = Activator.CreateInstance(type)!;
        Invoke<GlobalSetupAttribute>(benchmarks);
        int first = Invoke<BenchmarkAttribute>(benchmarks);
        int again = Invoke<BenchmarkAttribute>(benchmarks);
        Invoke<GlobalCleanupAttribute>(benchmarks);

        Assert.InRange(first, 2, 20);
        Assert.Equal(first, again);
    }

    /// <summary>Calls all methods that have the attribute; a parser that has found nothing is no benchmark. Returns how many there were.</summary>
    private static int Invoke<TAttribute>(object benchmarks)
        where TAttribute : Attribute
    {
        MethodInfo[] methods = [.. benchmarks.GetType().GetMethods().Where(method => method.GetCustomAttribute<TAttribute>() is not null)];
        foreach (MethodInfo method in methods)
        {
            object? result = method.Invoke(benchmarks, null);
            Assert.True(method.ReturnType == typeof(void) || (result is not null and not false and not 0L), method.Name);
        }

        return methods.Length;
    }
}
