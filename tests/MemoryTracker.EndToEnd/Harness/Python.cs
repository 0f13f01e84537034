namespace MemoryTracker.EndToEnd.Harness;

/// <summary>The system's Python, with which Debian's packages work.</summary>
internal static class Python
{
    public const string Path = "/usr/bin/python3";

    public static string Program(string name) => System.IO.Path.Combine(Repository.Root, "tests", "MemoryTracker.EndToEnd", "Programs", name);

    public static void NeedsModule(string module) => Need.That(
        Directory.Exists("/usr/lib/python3/dist-packages") && File.Exists($"/usr/lib/python3/dist-packages/{module}.py"),
        $"Python's {module} must be installed (Debian: python3-{module.Replace('_', '-')})");
}
