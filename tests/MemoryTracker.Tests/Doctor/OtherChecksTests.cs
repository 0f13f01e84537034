using MemoryTracker.Cli.Terminal;
using MemoryTracker.Doctor;
using MemoryTracker.Procfs;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Doctor;

public class OtherChecksTests
{
    [Theory]
    [InlineData("6.18.44", true)]
    [InlineData("6.2.0-generic", false)]
    [InlineData("", null)]
    public void Sums_of_RSS_follow_from_the_kernels_release(string release, bool? fine)
    {
        Check check = KernelChecks.RssSums(release);

        Assert.Equal(fine, check.Fine);
        Assert.Equal(fine == false, check.Help is not null);
    }

    [Theory]
    [InlineData(63L, false)]
    [InlineData(64L, true)]
    [InlineData(long.MaxValue, true)]
    [InlineData(null, null)]
    public void Few_descriptors_are_told(long? limit, bool? fine) => Assert.Equal(fine, ProgramChecks.OpenFiles(limit).Fine);

    [Fact]
    public void The_folder_of_marks_is_looked_at_and_not_made()
    {
        using Scratch scratch = new();

        Assert.True(ProgramChecks.MarkFolder(scratch.File("run")).Fine);
        Assert.Empty(scratch.Names());
        Assert.False(ProgramChecks.MarkFolder(scratch.File("nowhere/run")).Fine);

        File.CreateSymbolicLink(scratch.File("run"), "/nowhere");
        Check link = ProgramChecks.MarkFolder(scratch.File("run"));
        Assert.False(link.Fine);
        Assert.Contains("is a link", link.Finding, StringComparison.Ordinal);
        File.Delete(scratch.File("run"));

        DirectoryInfo folder = Directory.CreateDirectory(scratch.File("run"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.True(ProgramChecks.MarkFolder(folder.FullName).Fine);
        folder.UnixFileMode |= UnixFileMode.GroupWrite;
        Assert.Contains("open to others", ProgramChecks.MarkFolder(folder.FullName).Finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C.UTF-8", "C", "C", true)]
    [InlineData("", null, "en_GB.utf8", true)]
    [InlineData("C", null, "en_GB.UTF-8", false)]
    [InlineData(null, "C.UTF-8", "C", true)]
    [InlineData(null, null, null, false)]
    [InlineData("\e[2J", null, null, false)]
    public void The_first_variable_that_is_set_tells_the_characters(string? all, string? ctype, string? lang, bool fine)
    {
        Check check = TerminalChecks.Locale(CharacterLocale.Of(all, ctype, lang));

        Assert.Equal(fine, check.Fine);
        Assert.DoesNotContain('\e', check.Finding);
    }

    [Fact]
    public void Everything_that_is_not_fine_says_what_would_help() => Assert.All(
        [.. KernelChecks.Of(ProcTree.Root), .. MachineChecks.Of(ProcTree.Python, ProcTree.Root, "/nowhere"), .. ProgramChecks.Of(ProcTree.Root, "/nowhere/run")],
        check => Assert.True(check.Fine != false || check.Help is not null, check.Name));

    [Fact]
    public void What_a_proc_file_system_does_not_tell_is_unknown_and_no_fault()
    {
        using Scratch scratch = new();
        Check[] checks = [.. KernelChecks.Of(new ProcRoot(scratch.Folder)), .. MachineChecks.Of(1, new ProcRoot(scratch.Folder), "/nowhere")];

        Assert.All(["release", "RSS sums", "fd count", "memory", "memory limit"], name => Assert.Null(Assert.Single(checks, check => check.Name == name).Fine));
    }

    [Fact]
    public void Descriptors_are_counted_by_listing_where_their_folder_has_no_size()
    {
        using Scratch scratch = new();
        scratch.Write("self/fd", "");

        Check check = Assert.Single(KernelChecks.Of(new ProcRoot(scratch.Folder)), check => check.Name == "fd count");

        Assert.Equal((false, "told by the folder's size since Linux 6.2"), (check.Fine, check.Help));
    }
}
