using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Tests.Recordings.Replay.Imports;

public sealed class MprofLogTests
{
    [Fact]
    public void Its_memory_is_in_MiB_and_its_times_are_since_1970()
    {
        Imported log = Imported.Text("CMDLINE /usr/bin/python3 'a b.py'\nMEM 3.585938 1795551212.1425\nMEM -1.000000 1795551212.2425\n");

        Assert.Equal([3760128, double.NaN], log.Totals);
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMilliseconds(100)], log.Elapsed);
        Assert.Equal(new DateTime(2026, 11, 24, 20, 13, 32, 142, 500, DateTimeKind.Utc), log.Document.Start);
        Assert.Equal("/usr/bin/python3 'a b.py'", log.Document.Target.Command);
        Assert.Null(log.Document.Target.Pid);
    }

    [Fact]
    public void No_recording_lasts_a_hundred_years()
    {
        Imported log = Imported.Text("MEM 1.0 7.5\nMEM 2.0 5795551212.5\nMEM 3.0 8.5\n");

        Assert.Equal([1 << 20, 3 << 20], log.Totals.Select(total => (int)total));
        Assert.Equal("line 2: was taken longer after the first than any recording lasts", Assert.Single(log.LineNotices));
    }

    [Fact]
    public void Of_several_runs_the_last_that_measured_anything_is_read_with_its_functions()
    {
        Imported log = Imported.Text(
            "FUNC m.one 1.0 100000000.5 1.0 100000001.0 0\nCMDLINE one\nMEM 1.0 100000000.0\nMEM 9.0 100000001.0\n" +
            "FUNC m.two 1.0 100000010.5 1.0 100000011.0 0\nCMDLINE two\nMEM 2.0 100000010.0\nMEM 3.0 100000011.0\nCMDLINE three\n");

        Assert.Equal([2097152, 3145728], log.Totals);
        Assert.Equal("two", log.Document.Target.Command);
        Assert.Equal((0.5, "m.two", 1.0), Assert.Single(log.Document.Markers.Select(marker => (marker.ElapsedS, marker.Label, marker.EndS))));
        Assert.Contains("it holds 2 runs: this is the last one", log.Notices);
    }

    [Fact]
    public void Functions_are_known_before_the_first_sample_is_read()
    {
        using RecordedFile log = RecordedFile.Open(Imported.Fixture("mprof-functions.dat"));

        Assert.Equal(["__main__.load", "__main__.inner"], log.Document.Markers.Select(marker => marker.Label));
    }

    [Fact]
    public void Children_that_are_surely_apart_are_added()
    {
        Imported log = Imported.Text("CMDLINE x\nMEM 1.0 100000000.0\nCHLD 70 2.0 100000000.1\nCHLD 71 3.0 100000000.1\nMEM 1.0 100000001.0\nCHLD 70 2.0 100000001.1\nMEM 1.0 100000002.0\n");

        Assert.Equal([6 << 20, 3 << 20, 1 << 20], log.Totals.Select(total => (int)total));
        Assert.Equal("tree", log.Document.Scope);
        Assert.Contains("#2  71", log.Samples[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Children_that_may_be_counted_already_are_not()
    {
        Imported log = Imported.Text("CMDLINE x\nMEM 9.0 100000000.0\nCHLD 70 2.0 100000000.1\n");

        Assert.Equal([9 << 20], log.Totals.Select(total => (int)total));
        Assert.Contains("lines of children are left out: it is not certain that the process's memory is without theirs", log.Notices);
    }

    [Theory]
    [InlineData("CHLD 0 0.000000 100000000.1\n")]
    [InlineData("CHLD 70 -1.0 100000000.1\n")]
    [InlineData("CHLD 71 1")]
    public void A_total_of_which_a_part_is_missing_is_unknown(string line)
    {
        Imported log = Imported.Text("CMDLINE x\nMEM 1.0 99999999.0\nCHLD 70 3.0 99999999.1\nMEM 1.0 100000000.0\n" + (line.Contains("70", StringComparison.Ordinal) ? "" : "CHLD 70 3.0 100000000.1\n") + line);

        Assert.Equal([4 << 20, double.NaN], log.Totals);
    }

    [Fact]
    public void Children_that_are_numbered_anew_at_each_moment_are_not_told_apart()
    {
        Imported log = Imported.Text("CMDLINE x\nMEM 1.0 100000000.0\nCHLD 0 2.0 100000000.1\nCHLD 1 3.0 100000000.1\n");

        Assert.Equal([6 << 20], log.Totals.Select(total => (int)total));
        Assert.DoesNotContain('#', log.Samples[0]);
    }

    [Theory]
    [InlineData("MEM 1.0\n")]
    [InlineData("MEM x 100000000.5\n")]
    [InlineData("MEM 1.0 100000000.5 7\n")]
    [InlineData("MEM 1.0 99999999.0\n")]
    [InlineData("FUNC m.f 1.0 100000003.0 1.0 100000002.0 0\n")]
    [InlineData("hello\n")]
    public void Lines_that_are_none_are_passed_over(string line)
    {
        Imported log = Imported.Text("CMDLINE x\nMEM 1.0 100000000.0\n" + line + "MEM 2.0 100000001.0\n");

        Assert.Equal([1048576, 2097152], log.Totals);
        Assert.StartsWith("line 3: ", Assert.Single(log.LineNotices), StringComparison.Ordinal);
        Assert.Empty(log.Document.Markers);
    }
}
