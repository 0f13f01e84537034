namespace MemoryTracker.EndToEnd.Harness;

/// <summary>The native binary that all tests are about. Publishing it is test.sh's business.</summary>
internal static class PublishedBinary
{
    private const string Variable = "MEMORY_TRACKER_BINARY";

    public static string Path
    {
        get
        {
            string? path = Environment.GetEnvironmentVariable(Variable);
            Need.That(!string.IsNullOrEmpty(path), $"{Variable} must name the published native binary; ./test.sh publishes it and sets it");
            Assert.True(File.Exists(path), $"{Variable} names {path}, which is not there");
            return path!;
        }
    }
}
