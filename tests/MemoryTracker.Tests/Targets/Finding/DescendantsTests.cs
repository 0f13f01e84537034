using MemoryTracker.Procfs;
using MemoryTracker.Targets.Finding;
using MemoryTracker.Tests.Harness;
using Child = MemoryTracker.Targets.Finding.Child;

namespace MemoryTracker.Tests.Targets.Finding;

public class DescendantsTests
{
    [Fact]
    public void Children_of_a_worker_thread_are_found()
    {
        using PythonTree tree = new("""
            told = []
            def work():
                told.append(fork())
                told.append(fork())
                event.set()
                wait()
            event = threading.Event()
            threading.Thread(target=work).start()
            event.wait()
            tell(fork(), *told)
            """);

        Assert.Equal(tree.Told.Order(), BothWays(tree.Pid));
    }

    [Fact]
    public void Children_of_a_thread_that_has_ended_are_found()
    {
        using PythonTree tree = new("""
            told = []
            thread = threading.Thread(target=lambda: told.append(fork()))
            thread.start()
            thread.join()
            tell(*told)
            """);

        Assert.Equal(tree.Told, BothWays(tree.Pid));
    }

    [Fact]
    public void A_double_fork_is_found_below_who_adopts_it()
    {
        using PythonTree tree = new("""
            adopt()
            reader, writer = os.pipe()
            middle = fork(lambda: os.write(writer, str(fork()).encode()))
            os.waitpid(middle, 0)
            tell(os.read(reader, 20).decode())
            """);

        Assert.Equal(tree.Told, BothWays(tree.Pid));
    }

    [Fact]
    public void A_child_that_nobody_has_waited_for_is_still_one()
    {
        using PythonTree tree = new("tell(fork(lambda: None))");
        Harness.Child.UntilState(tree.Told[0], 'Z');

        Assert.Equal(tree.Told, BothWays(tree.Pid));
    }

    [Fact]
    public void A_chain_of_two_hundred_is_followed_to_its_end()
    {
        using PythonTree tree = new("""
            reader, writer = os.pipe()
            def grow(left):
                if left: fork(lambda: grow(left - 1))
                else: os.write(writer, b'.')
                wait()
            first = fork(lambda: grow(199))
            os.read(reader, 1)
            tell(first)
            """);
        using Descendants descendants = new(ProcRoot.Default);
        // A listing may leave one out, which the next look finds.
        Patience.Until(() => Depth(descendants, tree.Pid) == 200, "the chain is followed to its end");
    }

    private static int Depth(Descendants descendants, int pid)
    {
        List<Child> found = [];
        for (int depth = 0; ; pid = found[0].Pid, depth++)
        {
            found.Clear();
            descendants.FindChildren([pid], found);
            if (found.Count == 0)
                return depth;
            Assert.Equal(pid, Assert.Single(found).Parent);
        }
    }

    /// <summary>More than a page of a children file, of which the kernel gives one page for each read.</summary>
    [Fact]
    public void A_thousand_children_are_all_found()
    {
        using PythonTree tree = new("tell(*[fork() for _ in range(1000)])");

        Assert.Equal(1000, tree.Told.Length);
        Assert.Equal(tree.Told.Order(), BothWays(tree.Pid));
    }

    [Fact]
    public void Several_parents_are_told_apart_and_one_that_is_not_there_has_none()
    {
        using PythonTree one = new("tell(fork(), fork())");
        using PythonTree other = new("tell(fork())");
        int[] parents = [one.Pid, int.MaxValue, other.Pid];
        Child[] expected = [.. one.Told.Select(pid => new Child(pid, one.Pid)), .. other.Told.Select(pid => new Child(pid, other.Pid))];

        Assert.Equal(expected.OrderBy(child => child.Pid), ByFiles(parents));
        Assert.Equal(expected.OrderBy(child => child.Pid), ByScan(parents));
    }

    [Fact]
    public void Our_own_children_are_found()
    {
        using PythonTree tree = new("tell()");

        Assert.Contains(tree.Pid, BothWays(Environment.ProcessId, onlyOf: tree.Pid));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_and_without_children_files_a_fixture_tells_the_same(bool hasFiles)
    {
        using Scratch scratch = new();
        if (hasFiles)
            scratch.Write("thread-self/children", "");
        Process(7, 1, "8 ");
        Process(8, 7, "9 10 ");
        Process(9, 8, "");
        Process(10, 8, "");
        scratch.Write("11/stat", "broken");
        if (hasFiles)
            scratch.Write("8/task/80/children", "12 ");
        Process(12, 8, "");
        using Descendants descendants = new(new ProcRoot(scratch.Folder));
        List<Child> found = [];

        descendants.FindChildren([8, 11], found);
        descendants.FindChildren([], found);

        Assert.Equal([new(9, 8), new(10, 8), new(12, 8)], found.OrderBy(child => child.Pid));

        void Process(int pid, int parent, string children)
        {
            // Where there are children files nobody asks the processes for their parents: here they would lie.
            int told = hasFiles ? 1 : parent;
            scratch.Write($"{pid}/stat", $"{pid} (a))) {pid} S 8 8 8) S {told} 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5 0\n");
            if (hasFiles)
                scratch.Write($"{pid}/task/{pid}/children", children);
        }
    }

    [Fact]
    public void Without_a_proc_file_system_nothing_is_found()
    {
        using Descendants descendants = new(new ProcRoot("/nowhere"));
        List<Child> found = [];
        descendants.FindChildren([1], found);

        Assert.Empty(found);
    }

    [Fact]
    public void Looking_allocates_nothing()
    {
        using PythonTree tree = new("tell(*[fork() for _ in range(1000)])");
        int[] parents = [tree.Pid, .. tree.Told];
        using ProcFolder root = ProcFolder.TryOpen("/proc", out _)!;
        using ChildrenFiles files = new(root);
        using ParentScan scan = new(root);
        List<Child> found = [];
        Look();

        Assert.Equal(0, Allocations.Of(Look));
        Assert.NotEmpty(found);

        void Look()
        {
            found.Clear();
            if (ChildrenFiles.AreThere(root))
                files.Find(parents, found);
            scan.Find(parents, found);
        }
    }

    /// <summary>The children of a process, which both ways have found.</summary>
    private static IEnumerable<int> BothWays(int parent, int? onlyOf = null)
    {
        Child[] scanned = ByScan([parent]);
        Assert.All(scanned, child => Assert.Equal(parent, child.Parent));
        // Of this program other tests have children, too, which come and go.
        Assert.Equal(scanned.Where(IsMeant), ByFiles([parent]).Where(IsMeant));
        return scanned.Where(IsMeant).Select(child => child.Pid);

        bool IsMeant(Child child) => onlyOf is null || child.Pid == onlyOf;
    }

    private static Child[] ByFiles(int[] parents)
    {
        using ProcFolder root = ProcFolder.TryOpen("/proc", out _)!;
        Need.That(ChildrenFiles.AreThere(root), "a kernel with children files (CONFIG_PROC_CHILDREN)");
        using ChildrenFiles files = new(root);
        List<Child> found = [];
        files.Find(parents, found);
        return [.. found.OrderBy(child => child.Pid)];
    }

    private static Child[] ByScan(int[] parents)
    {
        using ProcFolder root = ProcFolder.TryOpen("/proc", out _)!;
        using ParentScan scan = new(root);
        List<Child> found = [];
        scan.Find(parents, found);
        return [.. found.OrderBy(child => child.Pid)];
    }
}
