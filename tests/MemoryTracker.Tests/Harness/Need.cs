namespace MemoryTracker.Tests.Harness;

/// <summary>What a test needs of the machine. Where it is missing the test is skipped and says so, except under CI: there it fails.</summary>
internal static class Need
{
    private static readonly bool UnderCi = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public static void That(bool met, string need)
    {
        if (met)
            return;

        if (UnderCi)
            Assert.Fail($"CI must be able to run this test: {need}");

        Assert.Skip(need);
    }
}
