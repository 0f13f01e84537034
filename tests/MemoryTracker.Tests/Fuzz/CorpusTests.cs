using MemoryTracker.Fuzz;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Fuzz;

/// <summary>What fuzzers reached and broke is read again in every run: each file of a target's corpus, in one test, which names the first that fails.</summary>
public class CorpusTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Whatever_a_fuzzer_found_is_read_or_refused(string target)
    {
        string[] files = Directory.GetFiles(Path.Combine(Corpus, target));

        Assert.NotEmpty(files);
        Assert.All(files, file => Read(target, File.ReadAllBytes(file)));
    }

    [Fact]
    public void Every_corpus_has_its_target() => Assert.Equal(
        FuzzTargets.All.Keys.Order(StringComparer.Ordinal),
        Directory.GetDirectories(Corpus).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Nothing_at_all_is_read_too(string target) => Read(target, []);

    private static string Corpus => Path.Combine(Repository.Root, "tests", "MemoryTracker.Fuzz", "Corpus");

    private static void Read(string target, byte[] input) => FuzzTargets.All[target](input);
}
