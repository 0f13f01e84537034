using MemoryTracker.Fuzz;
using SharpFuzz;

// Started by afl-fuzz, which tests/fuzz runs; by hand it reads one input from standard input.
if (args is not [var name] || !FuzzTargets.All.TryGetValue(name, out FuzzTarget? target))
{
    Console.Error.WriteLine($"usage: MemoryTracker.Fuzz TARGET < INPUT, where TARGET is one of {string.Join(", ", FuzzTargets.All.Keys)}");
    return 2;
}

Fuzzer.Run(stream =>
{
    using MemoryStream input = new();
    stream.CopyTo(input);
    target(input.GetBuffer().AsSpan(0, (int)input.Length));
});
return 0;
