using System.Text;
using MemoryTracker.Linux;

namespace MemoryTracker.Tests.Linux;

public class KernelLogTests
{
    [Theory]
    [InlineData("3,1234,5678,-;Out of memory: Killed process 7 (python3) total-vm:1kB, anon-rss:2kB\n", true)]
    [InlineData("3,1,2,-,caller=T7;Memory cgroup out of memory: Killed process 7 (a (b) total-vm:1kB\n SUBSYSTEM=x\n", true)]
    [InlineData("3,1,2,-;Killed process 7 (a) total-vm:1kB", true)]
    [InlineData("3,1,2,-;Out of memory: Killed process 77 (a) total-vm:1kB\n", false)]
    [InlineData("3,1,2,-;Out of memory: Killed process 17 (Killed process 7 (\n", false)]
    [InlineData("3,1,2,-;x\nKilled process 7 (a)\n", false)]
    // Written by a program: its facility is not the kernel's.
    [InlineData("11,1,2,-;Out of memory: Killed process 7 (a) total-vm:1kB\n", false)]
    [InlineData("-1,1,2,-;Killed process 7 (a)\n", false)]
    [InlineData("Killed process 7 (a)\n", false)]
    [InlineData("3;Killed process 7 (a), b\n", false)]
    [InlineData("3,1,2,-;", false)]
    [InlineData("", false)]
    public void Only_the_kernels_word_on_the_very_process_counts(string record, bool expected) =>
        Assert.Equal(expected, KernelLog.IsOomKill(Encoding.UTF8.GetBytes(record), 7));
}
