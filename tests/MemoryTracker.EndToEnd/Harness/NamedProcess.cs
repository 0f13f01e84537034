namespace MemoryTracker.EndToEnd.Harness;

/// <summary>Processes of a name that nothing else on the machine has, so that what is found by name is the test's.</summary>
internal sealed class NamedProcess
{
    private readonly string _program;

    public NamedProcess(Scratch scratch, string ending = "")
    {
        // A command name is 15 bytes at most.
        Name = $"mt{Guid.NewGuid():N}"[..10] + ending;
        _program = Trees.Copy(scratch, Name);
    }

    public string Name { get; }

    /// <summary>The first letters of the name, which only such processes have.</summary>
    public string Beginning => Name[..10];

    /// <summary>One that holds no memory and does nothing until it is told to end, with so many children that do nothing.</summary>
    public Task<LoadProcess> Start(int children = 0) => LoadProcess.StartProgram(_program, "sleepers", $"{children}");
}
