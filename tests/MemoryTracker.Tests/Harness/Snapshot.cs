namespace MemoryTracker.Tests.Harness;

/// <summary>
/// A text output compared with the file that a person has looked at, in Snapshots/. Where they differ, what came out is written beside it as
/// <c>.received</c>; with UPDATE_SNAPSHOTS=1 it becomes the snapshot.
/// </summary>
internal static class Snapshot
{
    private static readonly bool IsUpdating = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    public static void Match(string name, string received)
    {
        string path = Path.Combine(Repository.Tests, "Snapshots", name);
        if (IsUpdating)
            File.WriteAllText(path, received);

        string approved = File.Exists(path) ? File.ReadAllText(path) : "";
        if (approved == received)
        {
            File.Delete(path + ".received");
            return;
        }

        File.WriteAllText(path + ".received", received);
        Assert.Fail($"{name} is not as it was: compare it with {name}.received, or set UPDATE_SNAPSHOTS=1 to take that.\n{FirstDifference(approved, received)}");
    }

    private static string FirstDifference(string approved, string received)
    {
        string[] old = approved.Split('\n');
        string[] now = received.Split('\n');
        int line = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1}\n  was: {old.ElementAtOrDefault(line)}\n  is:  {now.ElementAtOrDefault(line)}";
    }
}
