namespace MemoryTracker.EndToEnd.Harness;

/// <summary>
/// What a test needs of the machine. Where it is missing the test is skipped and says so, except under CI: there a test that did
/// not run is a test that failed.
/// </summary>
internal static class Need
{
    public static bool UnderCi { get; } = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public static void That(bool met, string need)
    {
        if (met)
            return;

        if (UnderCi)
            Assert.Fail($"CI must be able to run this test: {need}");

        Assert.Skip(need);
    }
}
