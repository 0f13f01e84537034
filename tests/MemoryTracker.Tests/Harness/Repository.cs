namespace MemoryTracker.Tests.Harness;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Tests => Path.Combine(Root, "tests", "MemoryTracker.Tests");

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MemoryTracker.slnx")))
            folder = folder.Parent;

        return folder?.FullName ?? throw new InvalidOperationException("the tests must run from inside the repository");
    }
}
