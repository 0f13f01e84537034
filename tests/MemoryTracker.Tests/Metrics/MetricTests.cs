using MemoryTracker.Metrics;
using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Metrics;

public class MetricTests
{
    [Fact]
    public void Each_metric_stands_at_its_own_place_in_the_table() =>
        Assert.Equal(Enumerable.Range(0, Metric.All.Length), Metric.All.Select(metric => metric.Index));

    [Fact]
    public void Names_and_columns_are_those_that_files_and_options_promise() => Assert.Equal(
        """
        rss rss_bytes
        peak_rss peak_rss_bytes
        anon anon_bytes
        file file_bytes
        shmem shmem_bytes
        swap swap_bytes
        vsz vsz_bytes
        data data_bytes
        hugetlb hugetlb_bytes
        pss pss_bytes
        uss uss_bytes
        pss_anon pss_anon_bytes
        pss_file pss_file_bytes
        pss_shmem pss_shmem_bytes
        swap_pss swap_pss_bytes
        lazyfree lazyfree_bytes
        smaps_rss smaps_rss_bytes
        cpu cpu_percent
        cpu_user cpu_user_percent
        cpu_system cpu_system_percent
        cpu_time cpu_time_s
        threads threads
        processes processes
        fds fds
        read_bytes read_bytes
        write_bytes write_bytes
        read_chars read_chars_bytes
        written_chars written_chars_bytes
        minor_faults minor_faults
        major_faults major_faults
        voluntary_switches voluntary_switches
        involuntary_switches involuntary_switches
        oom_score oom_score
        """,
        string.Join('\n', Metric.All.Select(metric => $"{metric.Name} {metric.Column}")));

    [Fact]
    public void A_column_says_its_unit() => Assert.All(Metric.All, metric => Assert.EndsWith(
        metric.Unit switch { Unit.Bytes => "_bytes", Unit.Percent => "_percent", Unit.Seconds => "_s", _ => metric.Name }, metric.Column, StringComparison.Ordinal));

    [Fact]
    public void A_meaning_is_one_sentence_without_a_full_stop() => Assert.All(Metric.All, metric =>
    {
        Assert.InRange(metric.Meaning.Length, 20, 140);
        Assert.DoesNotMatch(@"\.( |$)", metric.Meaning);
        Assert.True(char.IsUpper(metric.Meaning[0]), metric.Meaning);
    });

    [Fact]
    public void Every_source_is_that_of_a_metric() =>
        Assert.Equal(RawSource.All.ToHashSet(), Metric.All.Select(metric => metric.From).ToHashSet());

    [Fact]
    public void New_figures_are_all_unknown_and_so_are_cleared_ones()
    {
        Figures figures = new();
        Assert.All(Metric.All, metric => Assert.Equal(double.NaN, figures[metric]));

        figures[Metric.Cpu] = 5;
        Assert.Equal(5, figures[Metric.Cpu]);

        figures.Clear();
        Assert.Equal(double.NaN, figures[Metric.Cpu]);
    }
}
