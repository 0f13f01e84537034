using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Procfs;

public class NamespacesTests
{
    [Theory]
    [InlineData("pid:[4026531836]", "user:[4026531837]", true, true)]
    [InlineData("pid:[4026532179]", "user:[4026531837]", false, true)]
    [InlineData("pid:[4026531836]", "user:[4026532177]", true, false)]
    public void Their_number_tells_whether_they_are_the_machines(string pid, string user, bool isInitialPid, bool isInitialUser)
    {
        using Scratch scratch = new();
        string folder = Directory.CreateDirectory(scratch.File("self/ns")).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "pid"), pid);
        File.CreateSymbolicLink(Path.Combine(folder, "user"), user);

        Assert.Equal(isInitialPid, Namespaces.IsInitialPid(new ProcRoot(scratch.Folder)));
        Assert.Equal(isInitialUser, Namespaces.IsInitialUser(new ProcRoot(scratch.Folder)));
    }

    [Fact]
    public void Where_there_is_no_link_it_is_unknown()
    {
        using Scratch scratch = new();
        scratch.Write("self/ns/user", "");

        Assert.Null(Namespaces.IsInitialPid(new ProcRoot(scratch.Folder)));
        Assert.Null(Namespaces.IsInitialUser(new ProcRoot(scratch.Folder)));
    }
}
